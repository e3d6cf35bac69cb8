use anyhow::Result;
use sealed_report_e2e::chromium::Chromium;
use sealed_report_e2e::form::Form;
use sealed_report_e2e::gpg::*;
use sealed_report_e2e::report::Answers;
use sealed_report_e2e::stand::*;
use sealed_report_e2e::vendor::{self, ACME};
#[test]
fn scratch() -> Result<()> {
    let g = Gnupg::new()?;
    let c = g.generate("Acme <psirt@acme.example>", Algorithm::Curve25519)?;
    let stand = Stand::new(vec![vendor::acme(&c, None)?])?;
    let b = Chromium::start()?;
    let form = Form::new(&b.session, ACME);
    stand.open(&b.session, Home::Hosted)?;
    form.report(&Answers::smallest())?;
    let t = b.cdp.target("page", &stand.address(Home::Hosted))?.session;
    println!("{:?}", b.cdp.evaluate(&t, "Crypto.prototype.getRandomValues = () => { throw new Error('as planned') }; window.x = document.body.insertBefore; document.body.insertBefore = function(...a) { console.log('ib', a[0].outerHTML); return window.x.apply(this, a) }; 1")?);
    let from = b.cdp.now();
    b.session.click("#start-again")?;
    let r = b.session.find("#rescue");
    println!("{:?}", r.is_ok());
    for e in b.cdp.events().iter().skip(from) { println!("{} {:.600}", e.method, e.params.to_string()); }
    println!("{}", b.session.evaluate_text("return document.body.innerText")?);
    Ok(())
}
