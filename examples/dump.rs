use std::io::Read;
fn out(f: &gainsay::fact::Fact) {
    let (lo, hi) = f.value.ends();
    println!(
        "{}",
        serde_json::json!({"id":f.id,"source":&*f.source,"path":&*f.path,"line":f.line,"column":f.column,"span":[f.span.start(),f.span.end()],"extent":[f.extent.start(),f.extent.end()],"surface":f.surface,"quote":&*f.quote,"kind":f.kind.as_str(),"value":{"low":lo,"high":hi,"bound":f.value.bound().as_str()},"unit":f.unit,"measure":f.measure,"about":f.about,"when":f.when.map(|p| serde_json::json!({"from":p.first.map(|m|m.to_string()),"to":p.last.map(|m|m.to_string())})),"where":f.places,"event":f.event,"change":f.change.map(|c|c.as_str()),"timex":f.timex,"role":f.role.as_str(),"reason":f.reason,"slots":format!("{:?}",f.slots)})
    );
}
fn main() {
    let lex = gainsay::lexicon::Lexicon::english();
    let a: Vec<String> = std::env::args().skip(1).collect();
    if a.iter().any(|x| x == "-") {
        let mut s = String::new();
        std::io::stdin().read_to_string(&mut s).unwrap();
        for l in s.lines() {
            if l.trim().is_empty() {
                continue;
            }
            let v: serde_json::Value = serde_json::from_str(l).unwrap();
            let d = gainsay::document::read_row(
                v["id"].as_str().unwrap(),
                v["text"].as_str().unwrap(),
                v["reference_date"].as_str(),
            );
            for f in gainsay::resolve::extract(&d, lex).facts {
                out(&f)
            }
        }
    } else {
        for p in a {
            let all = p.starts_with('+');
            let p = p.trim_start_matches('+');
            let d = gainsay::document::read(p, std::fs::read(p).unwrap());
            let e = gainsay::resolve::extract(&d, lex);
            for f in &e.facts {
                out(f)
            }
            if all {
                for f in &e.aside {
                    out(f)
                }
            }
        }
    }
}
