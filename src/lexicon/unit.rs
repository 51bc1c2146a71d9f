//! Units of measure: names, symbols, exact conversion.

use rustc_hash::{FxHashMap, FxHashSet};

use super::table::rows;
use crate::value::{Extent, Number};

/// A unit and how it converts to the base unit of its dimension: `base = value * factor + offset`, exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Canonical singular name ("kilometre", "pound per square inch").
    pub name: String,
    /// What it measures ("length", "length/time"); units of one dimension convert.
    pub dimension: String,
    /// Exact factor to the base unit.
    pub factor: Number,
    /// Exact offset in base units (temperatures only).
    pub offset: Number,
}

impl Unit {
    /// A set of values in this unit, in base units.
    pub fn to_base(&self, extent: Extent) -> Extent {
        extent.scale(self.factor).shift(self.offset)
    }
}

/// Index of a unit in its table.
pub type UnitId = u16;

/// Every unit of a language by word and by symbol.
#[derive(Debug, Default)]
pub struct Units {
    units: Vec<Unit>,
    by_name: FxHashMap<String, UnitId>,
    words: FxHashMap<String, UnitId>,
    /// First words of units of several words.
    leads: FxHashSet<String>,
    symbols: FxHashMap<String, UnitId>,
    weak: FxHashMap<String, UnitId>,
    /// Words of volume and mass that stand alone behind an article.
    alone: Vec<(&'static str, UnitId)>,
    /// Symbols of three letters or more in lower case; `None` where two units meet.
    folded: FxHashMap<String, Option<UnitId>>,
}

const PREFIXES: [(&str, &str, i32); 17] = [
    ("", "", 0),
    ("yotta", "Y", 24),
    ("zetta", "Z", 21),
    ("exa", "E", 18),
    ("peta", "P", 15),
    ("tera", "T", 12),
    ("giga", "G", 9),
    ("mega", "M", 6),
    ("kilo", "k", 3),
    ("hecto", "h", 2),
    ("deca", "da", 1),
    ("deci", "d", -1),
    ("centi", "c", -2),
    ("milli", "m", -3),
    ("micro", "µ", -6),
    ("nano", "n", -9),
    ("pico", "p", -12),
];

impl Units {
    /// Reads a unit table; a row that does not parse is left out, which the table's own test refuses.
    pub(crate) fn read(text: &'static str) -> Self {
        const USUAL: usize = 1500;
        let mut all = Self::default();
        all.units.reserve(USUAL);
        for table in [&mut all.by_name, &mut all.words, &mut all.symbols] {
            table.reserve(USUAL);
        }
        let powers = PREFIXES.map(|(_, _, power)| Number::power_of_ten(power));
        for row in rows(text) {
            let (Some(factor), Some(offset)) = (quotient(row.get(2)), quotient(row.get(3))) else { continue };
            let prefixes = if row.get(4) == "si" { &PREFIXES[..] } else { &PREFIXES[..1] };
            for (&(prefix, sign, _), power) in prefixes.iter().zip(powers) {
                let Some(factor) = power.and_then(|p| factor.checked_mul(p)) else { continue };
                let name = [prefix, row.get(0)].concat();
                // a further row of the same name adds words and symbols that take no prefix
                let id = match all.by_name.get(&name) {
                    Some(_) if !prefix.is_empty() => continue,
                    Some(&id) => id,
                    None => {
                        let id = all.units.len() as UnitId;
                        all.by_name.insert(name.clone(), id);
                        all.units.push(Unit { name, dimension: row.get(1).to_owned(), factor, offset });
                        id
                    }
                };
                for word in row.list(5) {
                    if prefix.is_empty() && matches!(row.get(1), "volume" | "mass") && !word.contains(' ') {
                        all.alone.push((word, id));
                    }
                    let word = [prefix, word].concat();
                    if let Some((first, _)) = word.split_once(' ') {
                        all.leads.insert(first.to_owned());
                    }
                    all.words.entry(word).or_insert(id);
                }
                for symbol in row.list(6) {
                    all.symbols.entry([sign, symbol].concat()).or_insert(id);
                    if sign == "µ" {
                        all.symbols.entry(format!("μ{symbol}")).or_insert(id);
                    }
                }
                for symbol in row.list(7) {
                    let table = if prefix.is_empty() { &mut all.weak } else { &mut all.symbols };
                    table.entry([sign, symbol].concat()).or_insert(id);
                    if sign == "k" {
                        all.symbols.entry(format!("K{symbol}")).or_insert(id);
                    } else if sign == "µ" {
                        all.symbols.entry(format!("μ{symbol}")).or_insert(id);
                        all.symbols.entry(format!("u{symbol}")).or_insert(id);
                    }
                }
            }
        }
        for (symbol, &id) in all.symbols.iter().filter(|(s, _)| s.len() >= 3) {
            all.folded
                .entry(symbol.to_lowercase())
                .and_modify(|known| {
                    if *known != Some(id) {
                        *known = None;
                    }
                })
                .or_insert(Some(id));
        }
        all
    }

    /// The unit a longer symbol names whatever its case ("Ghz"), where only one does.
    pub fn by_folded_symbol(&self, symbol: &str) -> Option<UnitId> {
        self.folded.get(&symbol.to_lowercase()).copied().flatten()
    }

    /// The unit of an index.
    pub fn get(&self, id: UnitId) -> Option<&Unit> {
        self.units.get(usize::from(id))
    }

    /// The unit a lower-case word or phrase names, singular or plural.
    pub fn by_word(&self, word: &str) -> Option<UnitId> {
        if let Some(&id) = self.words.get(word) {
            return Some(id);
        }
        let stem = word.strip_suffix('s')?;
        self.words
            .get(stem)
            .or_else(|| stem.strip_suffix('e').and_then(|s| self.words.get(s)))
            .or_else(|| match stem.strip_suffix("ie") {
                Some(s) => self.words.get(&format!("{s}y")),
                None => None,
            })
            .copied()
    }

    /// Whether units of several words begin with this one.
    pub fn leads(&self, word: &str) -> bool {
        self.leads.contains(word)
    }

    /// The unit a symbol names, exactly as written; `glued` says that it stands right behind the digits.
    pub fn by_symbol(&self, symbol: &str, glued: bool) -> Option<UnitId> {
        let strong = self.symbols.get(symbol).copied();
        if glued { strong.or_else(|| self.weak.get(symbol).copied()) } else { strong }
    }

    /// The unit a short symbol names that counts only right behind the digits or a single space ("m", "g").
    pub fn by_weak_symbol(&self, symbol: &str) -> Option<UnitId> {
        self.weak.get(symbol).copied()
    }

    /// The unit of a canonical name, compounds such as "dollar per square foot" included where every part is known.
    pub fn by_name(&self, name: &str) -> Option<Unit> {
        if let Some(&id) = self.by_name.get(name) {
            return self.get(id).cloned();
        }
        if let Some((left, right)) = name.split_once(" per ") {
            return per(&self.by_name(left)?, &self.by_name(right)?);
        }
        if let Some(rest) = name.strip_suffix(" squared") {
            return power(&self.by_name(rest)?, 2);
        }
        if let Some(rest) = name.strip_prefix("square ") {
            return power(&self.by_name(rest)?, 2);
        }
        name.strip_prefix("cubic ").and_then(|rest| power(&self.by_name(rest)?, 3))
    }

    /// Words in the singular that name a volume or a mass, as the table has them.
    pub(crate) fn single_words(&self) -> impl Iterator<Item = (&'static str, UnitId)> + '_ {
        self.alone.iter().copied()
    }

    /// How many units there are, prefixed ones included.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether the table is empty.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }
}

/// Square or cube of a unit of length, square of a unit of time.
pub fn power(unit: &Unit, exponent: u32) -> Option<Unit> {
    if unit.dimension == "time" && exponent == 2 {
        let factor = unit.factor.checked_mul(unit.factor)?;
        let name = format!("{} squared", unit.name);
        return Some(Unit { name, dimension: "time squared".to_owned(), factor, offset: Number::ZERO });
    }
    if unit.dimension != "length" {
        return None;
    }
    let mut factor = unit.factor;
    for _ in 1..exponent {
        factor = factor.checked_mul(unit.factor)?;
    }
    let (word, dimension) = if exponent == 2 { ("square", "area") } else { ("cubic", "volume") };
    Some(Unit { name: format!("{word} {}", unit.name), dimension: dimension.to_owned(), factor, offset: Number::ZERO })
}

/// One unit per another.
pub fn per(left: &Unit, right: &Unit) -> Option<Unit> {
    let dimension = match (left.dimension.as_str(), right.dimension.as_str()) {
        ("length", "time") => "speed".to_owned(),
        (a, b) => format!("{a}/{b}"),
    };
    Some(Unit {
        name: format!("{} per {}", left.name, right.name),
        dimension,
        factor: left.factor.checked_div(right.factor)?,
        offset: Number::ZERO,
    })
}

/// "1852/3600" or "0.3048".
fn quotient(text: &str) -> Option<Number> {
    match text.split_once('/') {
        Some((n, d)) => n.parse::<Number>().ok()?.checked_div(d.parse().ok()?),
        None => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units() -> Units {
        Units::read(include_str!("en/units.tsv"))
    }

    #[test]
    fn every_row_parses() {
        let text = include_str!("en/units.tsv");
        for row in rows(text) {
            assert!(quotient(row.get(2)).is_some() && quotient(row.get(3)).is_some(), "{}", row.get(0));
        }
    }

    #[test]
    fn words_symbols_and_prefixes_find_their_unit() {
        let u = units();
        let name = |id: Option<UnitId>| id.and_then(|i| u.get(i)).map(|x| x.name.clone()).unwrap_or_default();
        assert_eq!(name(u.by_word("kilometers")), "kilometre");
        assert_eq!(name(u.by_word("inches")), "inch");
        assert_eq!(name(u.by_word("centuries")), "century");
        assert_eq!(name(u.by_symbol("kWh", false)), "kilowatt hour");
        assert_eq!(name(u.by_symbol("MB", true)), "megabyte");
        assert_eq!(name(u.by_symbol("m", true)), "metre");
        assert_eq!(u.by_symbol("m", false), None);
    }

    #[test]
    fn compounds_convert_exactly() {
        let u = units();
        let acre = u.by_name("acre").unwrap();
        let square = u.by_name("square metre").unwrap();
        assert_eq!(acre.factor.checked_div(square.factor).unwrap().to_string(), "4046.8564224");
        assert_eq!(u.by_name("mile per hour").unwrap().dimension, u.by_name("metre per second").unwrap().dimension);
        assert!(u.by_name("strike").is_none());
    }
}
