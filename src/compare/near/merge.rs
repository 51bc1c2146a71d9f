//! Taking some rows out of a long list and putting others in, in place.

/// Which rows of a list stay, and where others go.
#[derive(Debug)]
pub struct Merge {
    stays: Vec<bool>,
    /// For each new row how many of the old ones that stay come before it; ascending.
    places: Vec<usize>,
}

impl Merge {
    /// `places` are those of new rows among all old ones, ascending.
    pub(super) fn new(stays: Vec<bool>, mut places: Vec<usize>) -> Self {
        let (mut at, mut left) = (0, 0);
        for place in &mut places {
            left += stays.get(at..*place).unwrap_or_default().iter().filter(|stays| **stays).count();
            at = *place;
            *place = left;
        }
        Self { stays, places }
    }

    /// Where the new rows stand in the end.
    pub(super) fn at(&self) -> Vec<usize> {
        self.places.iter().enumerate().map(|(n, place)| n + place).collect()
    }

    /// Does so with a list; `blank` makes rows that stand for others for a moment.
    pub fn apply<T>(&self, list: &mut Vec<T>, came: Vec<T>, blank: impl FnMut() -> T) {
        let mut stays = self.stays.iter();
        list.retain(|_| stays.next().copied().unwrap_or(true));
        let mut end = list.len();
        list.resize_with(end + came.len(), blank);
        // from the last to the first, each old row is moved once
        for (n, (row, &place)) in came.into_iter().zip(&self.places).enumerate().rev() {
            for k in (place..end).rev() {
                list.swap(k, k + n + 1);
            }
            list[place + n] = row;
            end = place;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_go_and_come_in_place() {
        let merge = |gone: &[usize], came: &[(usize, i32)]| {
            let mut list: Vec<i32> = vec![0, 10, 20, 30, 40];
            let stays = (0..5).map(|n| !gone.contains(&n)).collect();
            let merge = Merge::new(stays, came.iter().map(|c| c.0).collect());
            merge.apply(&mut list, came.iter().map(|c| c.1).collect(), || -1);
            list
        };
        assert_eq!(merge(&[], &[]), [0, 10, 20, 30, 40]);
        assert_eq!(merge(&[0, 3], &[]), [10, 20, 40]);
        assert_eq!(merge(&[], &[(0, -5), (2, 15), (2, 16), (5, 50)]), [-5, 0, 10, 15, 16, 20, 30, 40, 50]);
        assert_eq!(merge(&[1, 2], &[(2, 15), (3, 25), (5, 50)]), [0, 15, 25, 30, 40, 50]);
    }
}
