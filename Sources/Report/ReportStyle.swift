/// How the page looks, on a screen (light or dark) and on A4. System fonts only: the page fetches nothing.
enum ReportStyle {
  static let css = """
    :root { color-scheme: light dark;
      --paper: #ffffff; --ground: #f3f5f6; --ink: #16222b; --soft: #53636e; --rule: #d6dde1; --accent: #0b6a75;
      --accent-ground: #e3f1f2; --bad: #b3261e; --bad-ground: #fbeae8; --warn: #8a5a00; --felt: #12324a;
      --normal: #8fb8c9; --band: #e1f1e6; --band-ink: #2e6b42; --over: #fae3e0; --scan: #7a3e9d; --amber: #f2c14e;
      --amber-ink: #6b4a00; --calcium: #d9dee2; --calcium-ink: #3c4a53; --cell: #bfe0e3; --wall: #fbf7f2; --zone: #eaf3ea; }
    @media (prefers-color-scheme: dark) { :root {
      --paper: #12191e; --ground: #0b1013; --ink: #e8eef1; --soft: #9fb0ba; --rule: #2f3d46; --accent: #5cc3ce;
      --accent-ground: #143037; --bad: #ff8a80; --bad-ground: #3a1a18; --warn: #f0b95a; --felt: #d4ecf7; --normal: #3d6c80;
      --band: #16301f; --band-ink: #8fd0a4; --over: #3a201e; --scan: #cf9bec; --amber: #8a6a1c; --amber-ink: #ffe3a0;
      --calcium: #51616b; --calcium-ink: #e1e8ec; --cell: #1f4a50; --wall: #1a2025; --zone: #18271c; } }
    * { box-sizing: border-box; }
    html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
    body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 "Pretendard", "Noto Sans KR",
      "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", system-ui, "Segoe UI", Roboto, sans-serif;
      font-variant-numeric: tabular-nums; word-break: keep-all; overflow-wrap: anywhere; }
    main { max-width: 1040px; margin: 0 auto; padding: 2.5rem 2.5rem 1.5rem; background: var(--paper); }
    h1 { font-size: 1.9rem; line-height: 1.25; margin: 0 0 .75rem; letter-spacing: -.01em; text-wrap: balance; }
    h2 { font-size: 1.2rem; line-height: 1.3; margin: 0 0 .6rem; }
    p { margin: 0 0 .5rem; }
    section { margin-top: 2.4rem; }
    a { color: var(--accent); text-underline-offset: 2px; }
    a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
    .brand { color: var(--accent); font-weight: 600; margin-bottom: .2rem; }
    .note { color: var(--soft); font-size: .92rem; }
    dl.facts { display: flex; flex-wrap: wrap; gap: .3rem 2rem; margin: 0; padding-bottom: 1.2rem; border-bottom: 1px solid var(--rule); }
    dl.facts dt, dl.provenance dt { color: var(--soft); font-size: .8rem; }
    dl.facts dd { margin: 0; font-weight: 600; }
    dl.provenance { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: .6rem 2rem; margin: 0; }
    dl.provenance div:first-child { grid-column: 1 / -1; }
    dl.provenance dd { margin: 0; }
    code { font: .86em ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace; }
    .verdict { display: flex; gap: 1.8rem; align-items: center; margin-top: 1.6rem; padding: 1.3rem 1.6rem; border-radius: 12px;
      background: var(--accent-ground); border-left: 6px solid var(--accent); }
    .verdict h2 { font-size: 1.5rem; text-wrap: balance; }
    .verdict.gate-failed { background: var(--bad-ground); border-color: var(--bad); }
    .verdict.gate-failed h2 { color: var(--bad); }
    .verdict.too-few-rated, .verdict.unscorable { background: var(--ground); border-color: var(--soft); }
    .verdict p:last-child { margin-bottom: 0; }
    .formative { font-size: .92rem; color: var(--soft); }
    .formative strong { display: inline-block; color: var(--accent); border: 1.5px solid currentColor; border-radius: 99px;
      padding: 0 .7em; margin-right: .3em; font-size: .85rem; }
    .causes { margin: .2rem 0 .6rem; padding-left: 1.2rem; }
    .dial { flex: none; width: 124px; height: 124px; }
    .dial circle { fill: none; stroke-width: 9; }
    .dial .track { stroke: var(--rule); stroke-dasharray: 2 3; }
    .dial .rated { stroke: var(--rule); }
    .dial .share { stroke: var(--accent); }
    .dial text { fill: var(--ink); font-weight: 700; font-size: 27px; }
    .dial .of { font-size: 13px; font-weight: 500; fill: var(--soft); }
    .gate-failed .dial .track, .unscorable .dial .track, .too-few-rated .dial .track { stroke-dasharray: none; }
    .gate-failed .dial .track { stroke: var(--bad); }
    .gate-failed .dial text { fill: var(--bad); }
    ol.priorities { list-style: none; counter-reset: p; display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr));
      gap: 1rem; margin: 0; padding: 0; }
    ol.priorities li { counter-increment: p; display: flex; flex-direction: column; padding: 1rem 1.2rem; border: 1px solid var(--rule);
      border-top: 4px solid var(--accent); border-radius: 8px; break-inside: avoid; }
    ol.priorities li.critical { border-top-color: var(--bad); }
    ol.priorities li::before { content: counter(p); font-weight: 700; color: var(--accent); font-size: 1.15rem; line-height: 1.2; }
    ol.priorities li.critical::before, .critical .cost strong { color: var(--bad); }
    .advice { font-weight: 600; font-size: 1.05rem; line-height: 1.4; }
    .because { color: var(--soft); font-size: .92rem; }
    .cost { margin: auto 0 0; font-size: .92rem; }
    .scroll { overflow-x: auto; }
    table { width: 100%; border-collapse: collapse; font-size: .92rem; }
    caption { text-align: left; color: var(--soft); padding-bottom: .5rem; font-size: .92rem; }
    th, td { padding: .42rem .7rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); }
    th:first-child, td:first-child { padding-left: 0; }
    th:last-child, td:last-child { padding-right: 0; }
    thead th { color: var(--soft); font-weight: 600; font-size: .84rem; border-bottom: 2px solid var(--rule); vertical-align: bottom; white-space: nowrap; }
    tbody th { font-weight: 600; }
    .n { text-align: right; white-space: nowrap; }
    .bar { width: 9rem; }
    td.bar svg { display: block; width: 100%; height: 10px; margin-top: .45em; }
    .bar .track { fill: var(--rule); }
    .bar .share { fill: var(--accent); }
    .bar .empty { fill: none; stroke: var(--rule); }
    .bar .none { stroke: var(--soft); stroke-dasharray: 2 3; }
    .not-rated td, .not-rated th { color: var(--soft); }
    .total th, .total td { border-top: 2px solid var(--rule); border-bottom: 0; font-weight: 700; }
    .total td:last-child { font-weight: 400; color: var(--soft); }
    .losses td:nth-child(3) { min-width: 8.5rem; }
    .losses tr.critical td { background: var(--bad-ground); }
    .losses tr.critical td:last-child { color: var(--bad); font-weight: 700; white-space: normal; }
    .rule { display: block; color: var(--soft); font: .78rem ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace; }
    .metrics th[scope="row"] { min-width: 12rem; }
    .rule { overflow-wrap: normal; }
    .source { color: var(--soft); font-size: .84rem; }
    figure { margin: .4rem 0 0; }
    svg.chart { display: block; width: 100%; height: auto; }
    svg text { font-family: inherit; fill: var(--ink); font-size: 12px; }
    svg .tick, svg .lane-label { fill: var(--soft); }
    svg .axis { fill: var(--soft); }
    svg .grid { stroke: var(--rule); stroke-width: .7; }
    svg .band.palpation { fill: var(--band); }
    svg .band.excessive { fill: var(--over); }
    svg .threshold { stroke: var(--bad); stroke-width: 1.2; stroke-dasharray: 6 3; }
    svg .band-label { fill: var(--soft); paint-order: stroke; stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round; }
    svg .rest { stroke: var(--soft); stroke-width: 1.6; }
    svg .felt { fill: none; stroke: var(--felt); stroke-width: 1.3; stroke-linejoin: round; }
    svg .normal { fill: var(--normal); fill-opacity: .75; }
    svg .lane.touch { fill: var(--accent); }
    svg .lane.scan { fill: var(--scan); }
    svg .view-act { fill: var(--scan); }
    svg .flag line { stroke: var(--warn); stroke-width: 1; stroke-dasharray: 3 3; }
    svg .flag rect { fill: var(--paper); stroke: var(--warn); stroke-width: 1.5; }
    svg .flag text { fill: var(--warn); font-weight: 700; font-size: 12px; }
    svg .flag.critical line, svg .flag.critical rect { stroke: var(--bad); }
    svg .flag.critical text { fill: var(--bad); }
    svg g:target .flag rect, svg g.flag:target rect { fill: var(--warn); stroke-width: 4; }
    svg g:target .flag text, svg g.flag:target text { fill: var(--paper); }
    svg g:target .flag line, svg g.flag:target line { stroke-width: 2.5; stroke-dasharray: none; }
    svg .wall { fill: var(--wall); }
    svg .zone { fill: var(--zone); }
    svg .zone-edge { stroke: var(--band-ink); stroke-width: 1.2; stroke-dasharray: 8 4; }
    svg .cell { fill: var(--cell); fill-opacity: .75; }
    svg .unreach { fill: url(#unreach); }
    svg .p-unreach { stroke: var(--rule); stroke-width: 2.4; }
    svg .limit { stroke: var(--soft); stroke-width: 1.4; }
    svg .frame { fill: none; stroke: var(--soft); stroke-width: 1.2; }
    svg .p-ground { fill: var(--calcium); } svg .p-line { stroke: var(--calcium-ink); stroke-width: 2.2; }
    svg .p-soft { fill: var(--amber); } svg .p-dot { fill: var(--amber-ink); }
    svg .lesion { fill-opacity: .92; }
    svg .lesion-edge { fill: none; stroke: var(--ink); stroke-width: 1.4; }
    svg .margin { fill: none; stroke: var(--bad); stroke-width: 1.4; stroke-dasharray: 2 4; stroke-linecap: round; }
    svg .hole { fill: var(--accent); stroke: var(--paper); stroke-width: 1; }
    svg .hole.partial { fill: var(--paper); stroke: var(--bad); stroke-width: 2; }
    svg .path { fill: none; stroke-linejoin: round; }
    svg .path.touch { stroke: var(--accent); stroke-width: 1.5; }
    svg .path.scan { stroke: var(--scan); stroke-width: 1.4; stroke-dasharray: 5 3; }
    svg .path.free { stroke: var(--soft); stroke-width: .6; stroke-opacity: .55; }
    svg .view { fill: none; stroke: var(--scan); stroke-width: 4; stroke-linecap: round; }
    svg .mark { stroke: var(--paper); stroke-width: 1.4; paint-order: stroke; }
    svg .mark.by-touch { fill: var(--ink); }
    svg .mark.by-scan { fill: var(--paper); stroke: var(--ink); stroke-width: 2; }
    svg .site circle { fill: var(--paper); fill-opacity: .8; stroke: var(--bad); stroke-width: 2.4; }
    svg .site path { fill: none; stroke: var(--bad); stroke-width: 2.4; }
    svg .label { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
    svg .note { fill: var(--soft); font-size: 12px; }
    svg .lesion-name { font-size: 13px; font-weight: 600; }
    svg .view-name { fill: var(--scan); font-weight: 600; }
    svg .site-name { font-size: 14px; font-weight: 700; fill: var(--bad); }
    ul.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.4rem; margin: .5rem 0 0; padding: 0; font-size: .84rem; color: var(--soft); }
    ul.legend li { display: inline-flex; align-items: center; gap: .45rem; }
    ul.legend svg { width: 22px; height: 16px; flex: none; }
    footer { margin-top: 2.4rem; padding-top: 1rem; border-top: 1px solid var(--rule); color: var(--soft); font-size: .88rem; }
    @media (max-width: 640px) { main { padding: 1.2rem; } .verdict { flex-direction: column; align-items: flex-start; } .bar { display: none; } }
    @page { size: A4; margin: 13mm; }
    @media print {
      :root { color-scheme: light; --paper: #ffffff; --ground: #ffffff; --ink: #16222b; --soft: #4b5a64; --rule: #cfd7db;
        --accent: #0b6a75; --accent-ground: #eef6f7; --bad: #b3261e; --bad-ground: #fbeeec; --warn: #8a5a00; --felt: #12324a;
        --normal: #8fb8c9; --band: #e1f1e6; --band-ink: #2e6b42; --over: #fae3e0; --scan: #7a3e9d; --amber: #f2c14e;
        --amber-ink: #6b4a00; --calcium: #d9dee2; --calcium-ink: #3c4a53; --cell: #bfe0e3; --wall: #fbf7f2; --zone: #eaf3ea; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      body { font-size: 10pt; } main { max-width: none; padding: 0; } section { margin-top: 1.3rem; }
      h1, h2, caption { break-after: avoid; } tr, figure, .verdict, #priorities, #force, #map, #provenance { break-inside: avoid; }
      table, .note, caption, .because, .cost { font-size: 9pt; } th, td { padding: .25rem .5rem; } .rule, .source { font-size: 7.5pt; } .bar { width: 6rem; }
      h1 { font-size: 17pt; } .verdict { padding: .8rem 1.2rem; } .dial { width: 96px; height: 96px; } dl.provenance { font-size: 9pt; }
      ol.priorities { grid-template-columns: repeat(3, 1fr); gap: .6rem; } a { color: inherit; }
      .scroll { overflow: visible; } }
    """
}
