//! Settling time expressions: from what the words say and where they stand to days.

mod calendar;
mod period;
mod relative;

use crate::document::BlockAt;
use crate::fact::Kind;
use crate::grammar::time::{Anchored, Calendar, Clock, Count, DURATION_AGE, TimeExpr, TimeReading};
use crate::lexicon::Relation;
use crate::value::{Bound, DateOrder, Moment, Number, Period, TimeUnit, Value, Zone};

/// What is known when a time expression is settled.
#[derive(Clone, Copy, Debug, Default)]
pub struct TimeContext<'a> {
    /// The day or period that "now" means: when the text was published.
    pub reference: Option<Period>,
    /// What the text has dated so far.
    pub told: Told,
    /// Dates of the sentence so far.
    pub sentence: &'a [Period],
    /// Events with dates, by the lemma that names them, in order.
    pub anchors: &'a [(String, Period)],
    /// How dates in digits are to be read.
    pub order: Option<DateOrder>,
    /// Whether the clause tells of the past; `None` when its verb does not say.
    pub past: Option<bool>,
    /// The paragraph it stands in.
    pub block: u32,
    /// Whether the text is known to tell of another year than that of its publication without naming it.
    pub is_apart: bool,
}

impl TimeContext<'_> {
    /// The date of an event.
    fn anchor(&self, event: &str) -> Option<Period> {
        let at = self.anchors.binary_search_by(|(e, _)| e.as_str().cmp(event)).ok()?;
        self.anchors.get(at).map(|(_, period)| *period)
    }

    /// The last dates of the sentence, the nearest first; no more than a reader keeps in mind.
    fn lately(&self) -> impl Iterator<Item = &Period> {
        self.sentence.iter().rev().take(16)
    }
}

/// Where a text stands in time, from the dates it has stated.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told {
    /// The time the text has arrived at: its last date, a year that lies before the last day or month left out.
    pub current: Option<Period>,
    /// The last day or month stated.
    pub fine: Option<Period>,
    /// The quarter of a year it reports on.
    pub quarter: Option<Period>,
    /// How many of its dates lie near the day of publication, or hang on it.
    pub near: u32,
    /// How many of its dates lie in other years.
    pub far: u32,
    /// Whether it leaves the year of its publication out: "in June" before any year was named.
    pub is_current: bool,
    /// The paragraph of its last date with a year.
    pub block: u32,
    /// The year that its title or first sentence names.
    pub lead: Option<Period>,
    /// The heading that the last sentence stood under.
    pub section: Option<BlockAt>,
}

/// The year a period lies in.
pub(super) fn year_of(period: Period) -> Option<i32> {
    calendar::first_year(period)
}

impl Told {
    /// Where a text stands in time that names one year in its title.
    pub fn titled(&mut self, year: Period, reference: Option<Period>) {
        let same = reference.and_then(calendar::first_year).zip(calendar::first_year(year));
        if same.is_none_or(|(a, b)| (a - b).abs() > 1) {
            self.current = Some(year);
            self.far += 1;
        }
    }

    /// Goes on to another section: a text without a day of publication comes back to the year that it begins with.
    pub fn enter(&mut self, section: Option<BlockAt>, is_dated: bool) {
        self.section = section;
        if let Some(lead) = self.lead.filter(|_| !is_dated) {
            self.current = Some(lead);
        }
    }

    /// Takes note of the day of long ago that the text is written to recall.
    pub fn remember(&mut self, day: Period, block: u32) {
        (self.current, self.fine, self.block) = (Some(day), Some(day), block);
        self.far += 3;
    }

    /// Takes note of a time that fixes nothing but hangs on the day of publication: "today".
    pub fn touch(&mut self, expr: &TimeExpr) {
        if matches!(expr, TimeExpr::Day(..)) {
            self.near += 1;
        }
    }

    /// Takes note of a date that the text has stated.
    ///
    /// Dates that hang on the day of publication do not move the text in time; nor does a year named in passing that lies
    /// behind the day or month it had arrived at.
    pub fn note(&mut self, expr: &TimeExpr, period: Period, reference: Option<Period>, block: u32) {
        let reported = matches!(expr, TimeExpr::Deictic(_, Anchored::Unit(TimeUnit::Quarter)) | TimeExpr::Quarter(..));
        // the quarter named first is what the report is about; others are compared with it
        if reported && self.quarter.is_none() {
            self.quarter = Some(period);
        }
        let weekday = matches!(expr, TimeExpr::Calendar(c) if c.weekday.is_some() && c.month.is_none());
        if weekday || matches!(expr, TimeExpr::Deictic(..) | TimeExpr::Day(..) | TimeExpr::Shift { .. }) {
            self.near += 1;
            return;
        }
        match expr {
            TimeExpr::Calendar(c) if c.year.is_none() => {
                self.is_current |= c.month.is_some() && self.current.is_none() && reference.is_some();
            }
            _ => self.block = block,
        }
        if let Some((a, b)) = calendar::first_year(period).zip(reference.and_then(calendar::first_year)) {
            if (a - b).abs() <= 1 {
                self.near += 1;
            } else {
                self.far += 1;
            }
        }
        let Some(days) = period.length() else { return };
        let year = calendar::first_year(period);
        let ahead = self.current.is_none_or(|c| calendar::first_year(c) <= year)
            || self.current.zip(reference).is_some_and(|(c, r)| calendar::first_year(c) == calendar::first_year(r));
        let whole = !matches!(expr, TimeExpr::Portion(..) | TimeExpr::Quarter(..) | TimeExpr::Half(..));
        if days <= 31 || days <= 124 && whole {
            (self.current, self.fine) = (Some(period), Some(period));
        } else if days <= 366 && ahead {
            self.current = Some(period);
        }
    }
}

/// A time expression settled.
#[derive(Clone, Debug)]
pub struct Settled {
    /// Date or duration.
    pub kind: Kind,
    /// The days (or the number of units) meant.
    pub value: Value,
    /// Grain of a date, or unit of a duration.
    pub unit: String,
    /// TIMEX3 value.
    pub timex: Option<String>,
    /// Whether it fixes no date.
    pub vague: bool,
    /// The days that the words name, whatever bounds them: 1990 for "by 1990", the year before for "a year earlier".
    pub named: Option<Period>,
    /// Why it is no time at all.
    pub noise: Option<&'static str>,
    /// The zone named with a time of day.
    pub zone: Option<Zone>,
    /// Whether a time of day may as well be twelve hours later or earlier.
    pub is_open: bool,
    /// Whether the day of a time of day is not said in its sentence.
    pub is_dayless: bool,
    /// Whether the weekday of a date says that it is not of the year of publication.
    pub is_belied: bool,
}

/// A date settled: what the rules for dates return.
#[derive(Clone, Debug)]
struct Dated {
    /// The days meant; open on both sides when nothing fixes them.
    period: Period,
    /// How finely it is stated.
    unit: &'static str,
    /// TIMEX3 value.
    timex: String,
    /// Whether the words give the ends only roughly ("early 1971").
    about: bool,
    /// Whether no day follows from the words and the text around them.
    vague: bool,
}

/// The period that holds no day of the calendar in particular.
const NOWHERE: Period = Period { first: None, last: None };

impl Dated {
    fn new(period: Option<Period>, unit: &'static str, timex: String) -> Self {
        Self { period: period.unwrap_or(NOWHERE), unit, timex, about: false, vague: period.is_none() }
    }

    fn vague(timex: String, unit: &'static str) -> Self {
        Self::new(None, unit, timex)
    }

    fn about(self) -> Self {
        Self { about: true, ..self }
    }
}

/// Settles a time expression in its context.
pub fn settle(reading: &TimeReading, context: &TimeContext<'_>) -> Settled {
    match &reading.expr {
        // an age says how old, not how long something went on
        TimeExpr::Duration { count, unit, timex } if reading.rule == DURATION_AGE => {
            Settled { kind: Kind::Quantity, ..length(*count, *unit, timex.clone(), reading.bound) }
        }
        TimeExpr::Duration { count, unit, timex } => length(*count, *unit, timex.clone(), reading.bound),
        // "every 33 years" tells how long a round takes; "every year" and "Mondays" only that there are rounds
        TimeExpr::Set { unit, every, timex } if *every > 1 => {
            let every = Number::integer((*every).into());
            Settled { vague: true, ..length(Count::Number(every, every), *unit, Some(timex.clone()), Bound::Exact) }
        }
        TimeExpr::Set { unit, timex, .. } => date_of(Dated::vague(timex.clone(), unit.as_str()), Bound::Exact),
        TimeExpr::Shift { count, unit, shift } => {
            let dated = relative::shifted(*count, *unit, *shift, context);
            let named = Some(dated.period).filter(|p| !dated.vague && !p.is_unbounded());
            Settled { named, ..length(*count, *unit, Some(dated.timex), reading.bound) }
        }
        TimeExpr::Impossible(why) => {
            Settled { noise: Some(why), ..date_of(Dated::vague(String::new(), "day"), reading.bound) }
        }
        TimeExpr::Calendar(c) if calendar::is_impossible(c) => {
            Settled { noise: Some("impossible date"), ..date_of(Dated::vague(String::new(), "day"), reading.bound) }
        }
        expr => {
            let mut settled = date_of(dated(expr, context), reading.bound);
            settled.is_belied =
                settled.vague && matches!(expr, TimeExpr::Calendar(c) if calendar::is_out_of_year(c, context));
            if let Some(clock) = clock(expr) {
                (settled.zone, settled.is_open) = (clock.zone, clock.is_open);
                settled.is_dayless = is_bare(expr) && !context.lately().any(|p| p.length() == Some(1));
            }
            // "today", "that night": a time that was stated before, or that moves with the reader; nothing to compare
            settled.vague |= match expr {
                TimeExpr::Day(days, _) => *days == 0,
                TimeExpr::Deictic(_, Anchored::Part(_)) => true,
                TimeExpr::Deictic(Relation::Same, Anchored::Unit(unit)) => *unit <= TimeUnit::Weekend,
                TimeExpr::Deictic(Relation::This, Anchored::Unit(unit)) => *unit <= TimeUnit::Day,
                _ => false,
            };
            settled
        }
    }
}

/// The time of day in an expression: of a range the second, which says for both what they leave out.
fn clock(expr: &TimeExpr) -> Option<Clock> {
    match expr {
        TimeExpr::Calendar(Calendar { clock, .. }) => *clock,
        TimeExpr::Range(_, to) => clock(to),
        _ => None,
    }
}

/// Whether an expression tells a time of day and no day.
pub(super) fn is_bare(expr: &TimeExpr) -> bool {
    match expr {
        TimeExpr::Calendar(c) => {
            c.clock.is_some() && c.year.is_none() && c.month.is_none() && c.day.is_none() && c.weekday.is_none()
        }
        TimeExpr::Range(from, to) => is_bare(from) && is_bare(to),
        _ => false,
    }
}

/// Settles a date.
fn dated(expr: &TimeExpr, context: &TimeContext<'_>) -> Dated {
    match expr {
        TimeExpr::Calendar(c) => calendar::calendar(c, context),
        TimeExpr::Decade(y) => period::decade(*y),
        TimeExpr::DecadeOf(d) => period::decade_of(*d, context),
        TimeExpr::Century(n) => period::century(*n),
        TimeExpr::Quarter(n, of) => period::quarter(*n, of.as_deref(), context),
        TimeExpr::Half(n, of) => period::half(*n, of.as_deref(), context),
        TimeExpr::Season(s, of) => period::season(*s, of.as_deref(), context),
        TimeExpr::Nth(n, unit, of) => period::nth(*n, *unit, of, context),
        TimeExpr::Leading { count, unit, last, of } => period::leading(*count, *unit, *last, of, context),
        TimeExpr::Portion(p, of) => period::portion(*p, of, context),
        TimeExpr::WeekOf(of) => period::week_of(of, context),
        TimeExpr::Deictic(relation, what) => relative::deictic(*relation, *what, context),
        TimeExpr::Day(shift, part) => relative::named_day(*shift, *part, context),
        TimeExpr::Event { unit, after, event } => relative::event(*unit, *after, event, context),
        TimeExpr::Range(from, to) => period::range(from, to, context),
        TimeExpr::Vague(v) => Dated::vague(v.timex().to_owned(), "range"),
        TimeExpr::Shift { count, unit, shift } => relative::shifted(*count, *unit, *shift, context),
        TimeExpr::Duration { .. } | TimeExpr::Set { .. } | TimeExpr::Impossible(_) => {
            Dated::vague(String::new(), "range")
        }
    }
}

/// A day moved by some units.
pub(super) fn moved(m: Moment, unit: TimeUnit, count: i64) -> Option<Moment> {
    match unit {
        // within a day of it
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => Some(m),
        unit => period::shift(m, unit, count),
    }
}

/// The time so many units from a period, as finely as it is counted.
pub(super) fn point(from: Period, count: i64, unit: TimeUnit) -> Option<Period> {
    let m = moved(from.first?, unit, count)?;
    let fine = from.length().is_some_and(|d| d <= 31);
    match unit {
        // "two months after May 1931" is a month, "two days after 1931" is nothing
        TimeUnit::Day | TimeUnit::Week if from.length() != Some(1) => None,
        TimeUnit::Month if !fine => None,
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => Some(from),
        unit => Some(relative::unit_at(Moment { minute: None, ..m }, unit).period),
    }
}

/// The stretch of so many units that begins with a period.
pub(super) fn stretch(from: Period, count: i64, unit: TimeUnit) -> Option<Period> {
    let first = from.first?;
    Some(Period::new(first, moved(first, unit, count)?))
}

/// A date with its bound applied: "after October 1972" begins where October ends.
fn date_of(dated: Dated, bound: Bound) -> Settled {
    let Dated { period, unit, timex, about, vague } = dated;
    let named = Some(period).filter(|p| !vague && !p.is_unbounded());
    let minutes = |m: Option<Moment>, by: i64| m.and_then(|m| m.add_minutes(by));
    let (period, bound) = match bound {
        // "shortly before noon" is of that day
        Bound::Over if unit == "minute" => (Period { first: minutes(period.last, 1), last: None }, bound),
        Bound::Under if unit == "minute" => {
            let day = period.first.map(|m| Moment { minute: Some(0), ..m });
            (Period { first: day, last: minutes(period.first, -1) }, bound)
        }
        Bound::Over => (Period { first: period.last.and_then(|m| m.add_days(1)), last: None }, bound),
        Bound::Under => (Period { first: None, last: period.first.and_then(|m| m.add_days(-1)) }, bound),
        Bound::AtLeast => (Period { last: None, ..period }, bound),
        Bound::AtMost => (Period { first: None, ..period }, bound),
        Bound::Exact if about => (period, Bound::About),
        Bound::Between if about => (period, bound),
        Bound::About | Bound::Exact | Bound::Between | Bound::Vague => (period, bound),
    };
    Settled {
        kind: Kind::Date,
        value: Value::Date { period, bound },
        unit: unit.to_owned(),
        timex: (!timex.is_empty()).then_some(timex),
        vague,
        named,
        noise: None,
        zone: None,
        is_open: false,
        is_dayless: false,
        is_belied: false,
    }
}

/// A length of time.
fn length(count: Count, unit: TimeUnit, timex: Option<String>, bound: Bound) -> Settled {
    let (low, high, bound, said) = match count {
        Count::Number(low, high) => {
            let said = if low == high { number_in_timex(low, unit) } else { unit.timex("X") };
            match bound {
                Bound::Over | Bound::AtLeast => (Some(low), None, bound, said),
                Bound::Under | Bound::AtMost => (None, Some(high), bound, said),
                Bound::Exact if low != high => (Some(low), Some(high), Bound::Between, said),
                bound => (Some(low), Some(high), bound, said),
            }
        }
        Count::Some => {
            let factor = if unit == TimeUnit::Decade { 10 } else { 1 };
            (Some(Number::integer(2 * factor)), None, Bound::Vague, unit.timex("X"))
        }
    };
    // "decades" are told in years
    let unit = if count == Count::Some && unit == TimeUnit::Decade { TimeUnit::Year } else { unit };
    Settled {
        kind: Kind::Duration,
        value: Value::Number { low, high, bound },
        unit: unit.as_str().to_owned(),
        timex: Some(timex.unwrap_or(said)),
        vague: false,
        named: None,
        noise: None,
        zone: None,
        is_open: false,
        is_dayless: false,
        is_belied: false,
    }
}

/// TIMEX3 value of a counted duration; halves and quarters go down to a smaller unit.
fn number_in_timex(n: Number, unit: TimeUnit) -> String {
    if n.is_integer() {
        return unit.timex(&n.to_string());
    }
    if let Some((factor, smaller)) = unit.in_smaller()
        && let Some(m) = n.checked_mul(Number::integer(factor))
        && m.is_integer()
    {
        let whole = n.floor();
        let rest = whole.checked_mul(factor).and_then(|n| m.checked_sub(Number::integer(n)));
        // "a minute and a half" is written in both units
        if unit <= TimeUnit::Hour
            && whole > 0
            && let Some(rest) = rest
        {
            let letter = |u: TimeUnit| u.timex("").trim_start_matches("PT").to_owned();
            return format!("PT{whole}{}{rest}{}", letter(unit), letter(smaller));
        }
        return smaller.timex(&m.to_string());
    }
    unit.timex(&n.to_string())
}

#[cfg(test)]
mod tests;
