import type { CheckFinding, ConsoleSettings } from '../console-ports.ts';
import { confirmField, readOnlySentence } from '../html/confirm-field.ts';
import { type Html, html } from '../html/html.ts';
import { dotRow } from '../pictures/dot-row.ts';

/** @param isProbed whether test webhooks were sent for these findings */
export function healthHtml(
  findings: readonly CheckFinding[],
  isProbed: boolean,
  settings: ConsoleSettings,
): Html {
  const bad = findings.filter(({ verdict }) => verdict === 'bad').length;
  return html`<h1>Health</h1>
${summary(findings, bad)}
${dotRow(findings.length, bad)}
<p><a href="/health">Check again</a></p>
<ul class="findings">${findings.map(findingItem)}</ul>
${probeForm(isProbed, settings)}`;
}

function summary(findings: readonly CheckFinding[], bad: number): Html {
  const unknown = findings.filter(({ verdict }) => verdict === 'unknown').length;
  if (bad > 0) return html`<p class="bad">${bad} of ${findings.length} checks found a problem.</p>`;
  if (unknown > 0) return html`<p class="bad">${unknown} of ${findings.length} checks could not run.</p>`;
  return html`<p class="good">All ${findings.length} checks passed.</p>`;
}

const findingItem = ({ check, verdict, detail, remedy }: CheckFinding): Html =>
  html`<li><p><span class="verdict verdict-${verdict}">${verdict}</span> <strong>${check}</strong>: <bdi>${detail}</bdi></p>${
    remedy !== undefined && html`<p class="remedy">→ <bdi>${remedy}</bdi></p>`
  }</li>`;

function probeForm(isProbed: boolean, settings: ConsoleSettings): Html {
  const sentence = isProbed
    ? 'Test webhooks were sent for these checks.'
    : 'No webhook was sent for these checks. With test webhooks they find more.';
  return html`<section class="actions" aria-labelledby="probe-title"><h2 id="probe-title">Test webhooks</h2>
<p>${sentence}</p>
<p>For each provider, one webhook without a signature and one with a signature is sent, about a checkout named doctor-probe. Its row is deleted afterwards. The metrics count these webhooks.</p>
${settings.isReadOnly ? readOnlySentence : html`<form method="post" action="/health">${confirmField(settings)}<button>Send test webhooks and check</button></form>`}</section>`;
}
