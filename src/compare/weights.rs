//! The weights of alignment, read from `weights.tsv`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

macro_rules! weights {
    ($($name:ident),* $(,)?) => {
        /// One integer for each named feature; see `weights.tsv` for what each means.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub struct Weights {
            $(pub $name: i32,)*
        }

        impl Weights {
            /// The names of all weights.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];

            /// Sets the weight of that name; `false` when there is none.
            pub fn set(&mut self, name: &str, value: i32) -> bool {
                match name {
                    $(stringify!($name) => self.$name = value,)*
                    _ => return false,
                }
                true
            }

        }
    };
}

weights! {
    twin, superseded, time_clash, is_count, is_share, is_measure, is_date, head_same, head_rare, head_generic, head_concept, head_narrower, head_act,
    head_elsewhere, head_open, head_missing, head_unlike, owner_apart, share_unlike, head_apart, measure_bare, dimension_rare, attribute_same, attribute_apart, act_same,
    act_rare, core_same, core_rare, core_open, core_apart, name_same, name_rare, name_open, name_apart, clause_rare,
    far_rare, time_equal, time_carried, time_within, time_open, time_apart, time_parted, place_same, place_open, place_apart, table_same, table_row,
    column_apart, row_open, table_apart, subject_same, subject_rare, subject_met, subject_apart, object_same, lasting_same, sole_same, event_same, event_rare, event_apart, event_once, event_one, event_alike, event_close, event_other, event_again, event_frame, value_slip, value_zeros, value_near, value_like, value_unlike, value_far,
    value_remote, value_vague, value_digit, value_turned, value_places, date_far, value_equal, value_round, date_equal, date_near, date_like, count_small, change_apart, attributed, negated, projected, offset,
    scene, crowded, matched, taken, best_mutual, margin_most, margin_least, limit_link, limit_compatible, limit_scope, limit_conflict, limit_error, limit_inside, limit_pair, limit_bear, limit_apart, code_same, code_near, standing_same, arm_same, group_same,
}

impl Weights {
    /// The weights that come with the program.
    pub fn built_in() -> &'static Self {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        WEIGHTS.get_or_init(|| Self::parse(include_str!("weights.tsv")))
    }

    /// What the weight of a name stands for, in plain words; nothing where there is no such weight.
    pub fn meaning(name: &str) -> &'static str {
        static MEANINGS: OnceLock<FxHashMap<&'static str, &'static str>> = OnceLock::new();
        let read = || {
            let rows = include_str!("weights.tsv").lines().filter(|l| !l.starts_with('#'));
            rows.filter_map(|row| row.split_once('\t').zip(row.rsplit_once('\t'))).map(|(a, b)| (a.0, b.1)).collect()
        };
        MEANINGS.get_or_init(read).get(name).copied().unwrap_or_default()
    }

    /// Reads a table of names and weights; what is no known name is left out.
    pub fn parse(text: &str) -> Self {
        let mut weights = Self::default();
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let mut fields = line.split('\t');
            if let (Some(name), Some(Ok(value))) = (fields.next(), fields.next().map(str::parse)) {
                weights.set(name, value);
            }
        }
        weights
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_every_weight_once_and_no_other() {
        let mut rows: Vec<&str> = include_str!("weights.tsv")
            .lines()
            .filter(|l| !l.starts_with('#'))
            .skip(1)
            .filter_map(|l| l.split('\t').next())
            .collect();
        rows.sort_unstable();
        let mut names = Weights::NAMES.to_vec();
        names.sort_unstable();
        assert_eq!(rows, names);
    }
}
