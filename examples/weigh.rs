fn main() {
    let a: Vec<String> = std::env::args().skip(1).collect();
    let lex = gainsay::lexicon::Lexicon::english();
    let spec: Vec<(String, u32, String)> = a[..2]
        .iter()
        .map(|s| {
            let p: Vec<&str> = s.splitn(3, ':').collect();
            (p[0].into(), p[1].parse().unwrap(), p[2].into())
        })
        .collect();
    let mut facts = vec![];
    for p in &a[2..] {
        let d = gainsay::document::read(p, std::fs::read(p).unwrap());
        facts.extend(gainsay::resolve::extract(&d, lex).facts)
    }
    let m = |i: usize, k: usize| {
        let f: &gainsay::fact::Fact = &facts[i];
        &*f.source == spec[k].0 && f.line == spec[k].1 && f.surface.contains(&spec[k].2)
    };
    for w in gainsay::compare::weigh(&facts, &Default::default(), |i, j| (m(i, 0) && m(j, 1)) || (m(i, 1) && m(j, 0))) {
        println!("{:?}\n  {:?}\n  {:?}", w, facts[w.pair.0].slots, facts[w.pair.1].slots)
    }
}
