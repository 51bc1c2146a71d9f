//! Which questions hold a fact.

use super::Question;

/// The questions that hold each fact, by their places in a list.
#[derive(Clone, Debug, Default)]
pub struct Holders {
    /// Where the places of a fact begin in `list`; those of the next fact end them.
    starts: Vec<u32>,
    list: Vec<u32>,
}

impl Holders {
    /// Looks through a list of questions on so many facts.
    pub fn of(questions: &[Question], facts: usize) -> Self {
        let mut holders = Self::default();
        holders.renew(questions, facts);
        holders
    }

    /// The same in the place of what was known.
    pub fn renew(&mut self, questions: &[Question], facts: usize) {
        let Self { starts, list } = self;
        starts.clear();
        starts.resize(facts + 1, 0);
        let is_known = |p: &&usize| **p < facts;
        for &position in questions.iter().flat_map(|q| &q.positions).filter(is_known) {
            starts[position] += 1;
        }
        let mut sum = 0;
        for start in starts.iter_mut() {
            sum += *start;
            *start = sum;
        }
        list.clear();
        list.resize(sum as usize, 0);
        // from the last to the first: where a fact's places end becomes where they begin
        for (n, question) in questions.iter().enumerate().rev() {
            let Ok(n) = u32::try_from(n) else { continue };
            for &position in question.positions.iter().filter(is_known) {
                starts[position] -= 1;
                list[starts[position] as usize] = n;
            }
        }
    }

    /// The questions that hold a fact, in their order.
    pub fn holding(&self, fact: usize) -> impl Iterator<Item = usize> + '_ {
        let bounds = self.starts.get(fact).zip(self.starts.get(fact + 1));
        let own = bounds.and_then(|(from, to)| self.list.get(*from as usize..*to as usize)).unwrap_or_default();
        own.iter().map(|n| *n as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::sample::question;

    #[test]
    fn every_fact_names_its_questions_in_order() {
        let questions = [question(&[0, 2]), question(&[2, 3]), question(&[9])];
        let holders = Holders::of(&questions, 4);
        let of = |fact| holders.holding(fact).collect::<Vec<_>>();
        assert_eq!((of(0), of(1), of(2), of(3)), (vec![0], vec![], vec![0, 1], vec![1]));
        assert!(of(9).is_empty(), "there is no such fact");
    }
}
