/** The style sheet of report.html. Colours are pairs for light and dark; text on every ground is at least 4.5 : 1. */
export const pageStyle = `
:root{color-scheme:light dark;--ground:#fff;--panel:#f6f8fa;--line:#d1d9e0;--text:#1f2328;--soft:#59636e;
--fail:#b42318;--fail-ground:#fff1f0;--warn:#8a5a00;--warn-ground:#fff8e5;--pass:#116329;--pass-ground:#ebf9ee;
--link:#0757ba;--total:#0757ba;--made:#d9730d;--room:#8296ab;--scarce:#d99c20;--over:#cf2d20}
@media (prefers-color-scheme:dark){:root{--ground:#0d1117;--panel:#161b22;--line:#30363d;--text:#e6edf3;--soft:#9da7b3;
--fail:#ff8b82;--fail-ground:#2d1416;--warn:#e3b341;--warn-ground:#2a2110;--pass:#56d364;--pass-ground:#10251a;
--link:#79b8ff;--total:#79b8ff;--made:#f0883e;--room:#5d6c7d;--scarce:#d29922;--over:#f85149}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:24px 20px 56px;max-width:1120px;background:var(--ground);color:var(--text);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,p,ol,ul,dl,figure,pre{margin:0;padding:0}
ul{padding-left:20px}
h1{font-size:24px;line-height:1.3;font-weight:650}
h2{font-size:18px;margin:36px 0 4px}
h3{font-size:15px}
.unbroken{white-space:nowrap}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.9em}
a{color:var(--link)}
.soft{color:var(--soft)}
.lead{color:var(--soft);margin-bottom:12px}
header{border:1px solid var(--line);border-left:6px solid var(--state);border-radius:8px;padding:18px 20px;background:var(--state-ground)}
.state-fail{--state:var(--fail);--state-ground:var(--fail-ground)}
.state-warn,.state-unjudged,.state-skipped{--state:var(--warn);--state-ground:var(--warn-ground)}
.state-pass{--state:var(--pass);--state-ground:var(--pass-ground)}
.state-skipped{--state:var(--soft);--state-ground:var(--panel)}
.verdict{color:var(--state);font-weight:700;letter-spacing:.02em;text-transform:uppercase;font-size:13px}
header p{margin-top:8px}
.facts-line{color:var(--soft);font-size:13px}
.legs{display:grid;grid-template-columns:repeat(auto-fit,minmax(165px,1fr));gap:8px;list-style:none;margin-top:12px}
.legs li{border:1px solid var(--line);border-top:3px solid var(--state);border-radius:6px;padding:8px 10px;font-size:13px}
.legs b{display:block}
.mark{color:var(--state);font-weight:700;white-space:nowrap}
.culprits{list-style:none;display:grid;gap:12px}
.culprits>li{border:1px solid var(--line);border-radius:8px;padding:14px 16px}
.culprits h3{font-size:16px}
.culprits h4{margin:0;font-size:15px;display:flex;gap:10px;align-items:baseline}
.entry{margin-top:12px}
.entry+.entry{border-top:1px solid var(--line);padding-top:12px}
.number{flex:none;display:inline-block;width:22px;height:22px;line-height:22px;border-radius:50%;background:var(--fail);color:var(--ground);
text-align:center;font-size:13px;font-weight:700}
.where{margin:2px 0 8px 32px;color:var(--soft);font-size:13px}
.why,.advice,.trial{margin:6px 0 0 32px}
.cause{font-weight:650}
pre.source{margin:8px 0 8px 32px;padding:8px 10px;background:var(--panel);border-radius:6px;overflow-x:auto;white-space:pre-wrap}
pre.command{margin:8px 0 12px;padding:8px 10px;background:var(--panel);border-radius:6px;overflow-x:auto}
pre.source .soft{user-select:none}
.figures{margin:10px 0 0 32px;display:flex;flex-wrap:wrap;gap:4px 24px;font-size:13px}
.figures dt{color:var(--soft)}
.figures dd{margin:0;font-variant-numeric:tabular-nums;font-weight:600}
figure{margin-top:8px}
figcaption{font-size:13px;color:var(--soft);margin:2px 0 6px}
.key{display:inline-block;margin-right:10px}
.swatch{display:inline-block;width:12px;height:12px;border-radius:2px;margin-right:5px;vertical-align:-1px}
.swatch.made{background:var(--made)}.swatch.line{background:var(--total);height:3px;vertical-align:4px}
.swatch.limit{height:0;border-top:2px dashed var(--over);width:16px;border-radius:0;vertical-align:4px}
.swatch.over{background:var(--over)}.swatch.scarce{background:var(--scarce)}.swatch.room{background:var(--room)}
svg{display:block;max-width:100%;height:auto}
svg.narrow{display:none}
svg text{font:11px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;fill:var(--soft)}
svg .strong{fill:var(--text);font-weight:600}
svg .bad{fill:var(--fail)}
svg .power{font-size:8px}
svg .band{fill:var(--panel)}
svg .grid{stroke:var(--line);stroke-width:1}
svg .axis,svg .tick{stroke:var(--soft);stroke-width:1;fill:none}
svg .introduced{fill:var(--made)}
svg .total{fill:none;stroke:var(--total);stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
svg .beyond{fill:var(--over);fill-opacity:.09}
svg .subnormal{fill:var(--scarce);fill-opacity:.12}
svg .normal{fill:var(--pass);fill-opacity:.08}
svg .limit{stroke:var(--over);stroke-width:1.5;stroke-dasharray:6 4;fill:none}
svg .broken{fill:var(--over)}svg .broken.inherited{fill-opacity:.4}
svg .leader{fill:none;stroke:var(--fail);stroke-width:1;stroke-opacity:.65}
svg .badge{fill:var(--fail)}svg .badge-text{fill:var(--ground);font-weight:700}
svg .room{fill:var(--room)}svg .scarce{fill:var(--scarce)}svg .over{fill:var(--over)}
svg .span{stroke:var(--room);stroke-width:6;stroke-linecap:round}svg .span.over{stroke:var(--over)}
svg .rms{fill:var(--ground);stroke:var(--room);stroke-width:2}
svg .peak{fill:var(--room)}svg .peak.over{fill:var(--over)}
svg .hit{fill:var(--text);fill-opacity:0}svg .hit:hover{fill-opacity:.12}
.scroll{overflow-x:auto;margin-top:8px}
table{border-collapse:collapse;width:100%;font-size:13px}
caption{text-align:left;color:var(--soft);padding:4px 0}
th,td{text-align:left;vertical-align:top;padding:6px 10px 6px 0;border-bottom:1px solid var(--line)}
th{white-space:nowrap;color:var(--soft);font-weight:600}
td.figure{font-variant-numeric:tabular-nums;white-space:nowrap}
tbody th{color:inherit;font-weight:400;white-space:normal}
th button{all:unset;cursor:pointer;color:inherit;font:inherit}
th button:focus-visible{outline:2px solid var(--link);outline-offset:2px}
th button::after{content:" \\2195";opacity:.5}
th[aria-sort=ascending] button::after{content:" \\2191";opacity:1}
th[aria-sort=descending] button::after{content:" \\2193";opacity:1}
details{border:1px solid var(--line);border-radius:8px;padding:0 14px;margin-top:10px}
summary{cursor:pointer;padding:10px 0;font-weight:600}
details>:last-child{margin-bottom:14px}
footer{margin-top:40px;color:var(--soft);font-size:13px}
@media (max-width:860px){
svg.wide{display:none}svg.narrow{display:block;width:100%;max-width:520px}
}
@media (max-width:700px){
body{padding:12px 12px 40px}
h1{font-size:20px}
header{padding:14px}
.where,.why,.advice,.trial,.figures,pre.source{margin-left:0}
.legs{grid-template-columns:1fr}
pre.source code{display:block}
table.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table.stack tr{display:block;border:1px solid var(--line);border-radius:8px;padding:6px 12px;margin-bottom:8px}
table.stack td,table.stack th{display:flex;gap:12px;border:0;padding:3px 0;white-space:normal}
table.stack td:empty{display:none}
table.stack [data-label]::before{content:attr(data-label);flex:0 0 100px;color:var(--soft)}
}
@media print{
:root{color-scheme:light}
body{max-width:none;padding:0;font-size:12px}
header,.culprits>li,figure,tr{break-inside:avoid}
details{border:0;padding:0}
svg .hit{display:none}
}
`;
