//! Which lines of which files a change touched, read from what `git diff --unified=0` prints.

use std::collections::BTreeMap;

/// Lines that a change touched, by path with `/` between its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangedLines {
    /// First and last of each stretch, from 1.
    files: BTreeMap<String, Vec<(u32, u32)>>,
}

impl ChangedLines {
    /// Reads a patch without lines of context, made with `--no-prefix` so that paths stand as they are.
    pub fn parse(patch: &str) -> Self {
        let mut changed = Self::default();
        let mut path: Option<String> = None;
        let mut in_head = true;
        for line in patch.lines() {
            if line.starts_with("diff --git ") {
                (path, in_head) = (None, true);
            } else if let Some(name) = line.strip_prefix("+++ ").filter(|_| in_head) {
                // git ends names with spaces in them by a tab
                let name = unquoted(name.strip_suffix('\t').unwrap_or(name));
                path = (name != "/dev/null").then_some(name);
            } else if let Some(hunk) = line.strip_prefix("@@ ") {
                in_head = false;
                if let (Some(path), Some(lines)) = (&path, added(hunk)) {
                    changed.files.entry(path.clone()).or_default().push(lines);
                }
            }
        }
        changed
    }

    /// Takes in a whole file, as one that is not tracked yet.
    pub fn add_file(&mut self, path: &str) {
        self.files.entry(path.to_owned()).or_default().push((1, u32::MAX));
    }

    /// Whether any line from `first` to `last` of a file was touched.
    pub fn touches(&self, path: &str, first: u32, last: u32) -> bool {
        let stretches = self.files.get(path).map_or(&[][..], Vec::as_slice);
        stretches.iter().any(|&(a, b)| first <= b && a <= last)
    }

    /// How many files were touched.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether nothing was touched.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// The lines of the new file in a hunk's head, "-3,2 +4,5 @@ …"; none where it only takes lines away.
fn added(hunk: &str) -> Option<(u32, u32)> {
    let new = hunk.split(' ').find_map(|part| part.strip_prefix('+'))?;
    let (start, count) = new.split_once(',').unwrap_or((new, "1"));
    let (start, count): (u32, u32) = (start.parse().ok()?, count.parse().ok()?);
    (count > 0).then(|| (start, start.saturating_add(count - 1)))
}

/// A name as git prints it, which puts odd ones in quotes with escapes as in C.
pub(crate) fn unquoted(name: &str) -> String {
    let Some(inner) = name.strip_prefix('"').and_then(|n| n.strip_suffix('"')) else { return name.to_owned() };
    let mut bytes = Vec::with_capacity(inner.len());
    let mut rest = inner.bytes().peekable();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(b'n') => bytes.push(b'\n'),
            Some(b't') => bytes.push(b'\t'),
            Some(b'r') => bytes.push(b'\r'),
            Some(digit @ b'0'..=b'7') => {
                let mut value = u32::from(digit - b'0');
                for _ in 0..2 {
                    if let Some(next @ b'0'..=b'7') = rest.peek().copied() {
                        value = value * 8 + u32::from(next - b'0');
                        rest.next();
                    }
                }
                bytes.push(u8::try_from(value & 0xff).unwrap_or(b'?'));
            }
            Some(other) => bytes.push(other),
            None => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATCH: &str = "\
diff --git corpus/a.md corpus/a.md
index 1..2 100644
--- corpus/a.md
+++ corpus/a.md
@@ -3 +3,2 @@ heading
-old
+new
++++ not a name
@@ -9,2 +10,0 @@
-gone
-gone too
diff --git corpus/gone.md corpus/gone.md
--- corpus/gone.md
+++ /dev/null
@@ -1,3 +0,0 @@
-x
diff --git \"corpus/\\303\\251 b.md\" \"corpus/\\303\\251 b.md\"
--- \"corpus/\\303\\251 b.md\"
+++ \"corpus/\\303\\251 b.md\"
@@ -0,0 +1 @@
+x
";

    #[test]
    fn stretches_are_those_of_the_new_file() {
        let changed = ChangedLines::parse(PATCH);
        assert_eq!(changed.len(), 2, "{changed:?}");
        let touched: Vec<u32> = (1..=12).filter(|&n| changed.touches("corpus/a.md", n, n)).collect();
        assert_eq!(touched, [3, 4]);
        assert!(changed.touches("corpus/a.md", 1, 3) && !changed.touches("corpus/a.md", 5, 90));
        assert!(changed.touches("corpus/é b.md", 1, 1) && !changed.touches("corpus/gone.md", 1, 9));
    }

    #[test]
    fn an_untracked_file_is_touched_all_over() {
        let mut changed = ChangedLines::parse("");
        assert!(changed.is_empty());
        changed.add_file("x.md");
        assert!(changed.touches("x.md", 7, 7));
    }
}
