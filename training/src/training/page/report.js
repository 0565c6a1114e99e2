// The report's pictures: reads the findings that stand in this page as JSON.
'use strict';
const found = JSON.parse(document.getElementById('findings').textContent);
const mine = found.recipes[found.name], base = found.recipes[found.baseline];
const unit = [0, 0.2, 0.4, 0.6, 0.8, 1];
const percent = (v) => `${(100 * v).toFixed(0)} %`;
const exact = (v) => `${(100 * v).toFixed(1)} %`;
const count = (v) => v.toLocaleString('en');
const byId = (id) => document.getElementById(id);
const share = (label) => ({ label, min: 0, max: 1, ticks: unit, show: percent });

function drawGenre() {
  const genre = byId('genre').value;
  const kinds = [
    ['roc', 'roc_auc', 'false alarms', 'found', 'area under the curve', [[0, 0], [1, 1]]],
    ['precision_recall', 'average_precision', 'found (recall)', 'right when named (precision)', 'average precision', null],
  ];
  for (const [curve, area, xLabel, yLabel, words, ideal] of kinds) {
    const series = [];
    if (ideal) series.push({ kind: 'ideal', points: ideal });
    for (const other in mine.ranking) {
      if (other !== genre) series.push({ kind: 'rest', points: mine.ranking[other][curve] });
    }
    for (const [name, of, kind] of [[found.baseline, base, 'base'], [found.name, mine, 'main']]) {
      const points = of.ranking[genre][curve];
      series.push({ name, kind, points, say: (p) => `${exact(p[0])} ${xLabel}, ${exact(p[1])} ${yLabel}` });
    }
    const a = mine.ranking[genre][area], b = base.ranking[genre][area];
    const hint = `${genre}, ${words}: ${found.name} ${a.value.toFixed(3)} (${a.low.toFixed(3)} to ${a.high.toFixed(3)}), `
      + `${found.baseline} ${b.value.toFixed(3)} (${b.low.toFixed(3)} to ${b.high.toFixed(3)}).`;
    chart(byId(curve), { label: hint, hint, x: share(xLabel), y: share(yLabel), series });
  }
}

function drawCalibration() {
  const series = [{ kind: 'ideal', points: [[0, 0], [1, 1]] }];
  for (const [name, of, kind] of [[found.baseline, base, 'base'], [found.name, mine, 'main']]) {
    const points = of.calibration.map((bin) => [bin.confidence, bin.right, bin.low, bin.high]);
    const say = (p, i) => `says ${exact(p[0])}, is right ${exact(p[1])} of the time (${exact(p[2])} to ${exact(p[3])}; ${count(of.calibration[i].rows)} rows)`;
    series.push({ name, kind, points, dots: true, say });
  }
  const label = 'Calibration: probability said against share right. On the dotted line, a probability means what it says.';
  chart(byId('calibration'), { label, hint: label, x: share('probability said'), y: share('right'), series });
}

function drawCoverage() {
  const series = [[found.baseline, base, 'base'], [found.name, mine, 'main']].map(([name, of, kind]) => ({
    name, kind, dots: true, points: of.coverage.map((c) => [c.coverage, c.right]),
    say: (p, i) => `asking ${of.coverage[i].agree} of ${of.forests} forests to agree answers ${exact(p[0])} of the songs, ${exact(p[1])} of these rightly`,
  }));
  const rule = mine.not_sure;
  if (rule.agree) {
    series.push({
      name: 'the rule for “not sure”', kind: 'rule', dots: true, points: [[rule.coverage, rule.right]],
      say: (p) => `certain from ${rule.agree} of ${mine.forests}: ${exact(p[0])} of the songs, ${exact(p[1])} of these right, the others ${exact(rule.right_unsure)}`,
    });
  }
  const label = 'Answer only when so many forests agree: share answered against share of those that is right. The ring is where “not sure” begins.';
  chart(byId('coverage'), { label, hint: label, x: share('answered'), y: share('right, of those answered'), series });
}

function drawLearning() {
  if (!mine.learning || !byId('learning')) return;
  const measure = byId('learning-measure').value;
  const sizes = mine.learning.map((p) => p.audio_files);
  const all = [...mine.learning, ...base.learning].map((p) => p[measure]);
  const step = 0.05, low = Math.floor(Math.min(...all) / step) * step, high = Math.ceil(Math.max(...all) / step) * step;
  const ticks = [];
  for (let v = low; v <= high + 1e-9; v += step) ticks.push(Number(v.toFixed(2)));
  const series = [[found.baseline, base, 'base'], [found.name, mine, 'main']].map(([name, of, kind]) => ({
    name, kind, dots: true, points: of.learning.map((p) => [p.audio_files, p[measure]]),
    say: (p) => `${p[1].toFixed(3)} after ${count(p[0])} audio files`,
  }));
  const x = { label: 'audio files trained on', min: sizes[0], max: sizes[sizes.length - 1], ticks: sizes, show: count, log: true };
  const y = { label: measure.replace(/_/g, ' '), min: low, max: high, ticks, show: (v) => v.toFixed(2) };
  const label = 'What more data brings: where the curve still climbs at the right, more songs would help.';
  chart(byId('learning'), { label, hint: label, x, y, series });
}

function spread(values, step) {
  const least = Math.min(...values), most = Math.max(...values), ticks = [];
  const each = Math.max(1, Math.ceil((most - least) / step / 6)) * step;
  const low = Math.floor(least / each) * each, high = Math.max(low + each, Math.ceil(most / each) * each);
  for (let v = low; v <= high + 1e-9; v += each) ticks.push(Number(v.toFixed(2)));
  return { min: low, max: high, ticks };
}

function drawNetwork() {
  if (!byId('network')) return;
  const curve = found.curves[Number(byId('network').value)], epochs = curve.epochs;
  const each = Math.max(1, Math.ceil(epochs.length / 8));
  const ticks = epochs.filter((_, k) => k % each === 0);
  const x = { label: 'epochs', min: epochs[0], max: epochs[epochs.length - 1], ticks, show: count };
  for (const [id, what, step, show] of [['loss', 'loss', 0.1, (v) => v.toFixed(1)], ['epoch_accuracy', 'accuracy', 0.05, percent]]) {
    const lines = [['trained on', 'train', 'base'], ['held out', 'valid', 'main']].filter(([, of]) => curve[`${of}_${what}`]);
    const series = lines.map(([name, of, kind]) => ({
      name, kind, dots: epochs.length <= 40, points: epochs.map((epoch, k) => [epoch, curve[`${of}_${what}`][k]]),
      say: (p) => `${what} ${p[1].toFixed(3)} after epoch ${count(p[0])}`,
    }));
    const y = { label: what, show, ...spread(series.flatMap((one) => one.points.map((p) => p[1])), step) };
    const label = `${curve.name}: ${what} after each epoch. Point at a curve, or focus it and use the arrow keys.`;
    chart(byId(id), { label, hint: label, x, y, series });
  }
}

function drawMatrix() {
  const of = found.recipes[byId('matrix-recipe').value], genres = found.genres, cells = [];
  const rows = of.confusion.map((row) => row.reduce((a, b) => a + b, 0));
  byId('matrix').querySelectorAll('tbody td').forEach((cell, i) => {
    const [r, c] = [Math.floor(i / genres.length), i % genres.length];
    const part = rows[r] ? of.confusion[r][c] / rows[r] : 0;
    cell.style.background = `rgb(var(${r === c ? '--cell' : '--wrong'}) / ${Math.min(1, part * 1.4).toFixed(3)})`;
    cell.className = r === c ? 'right' : '';
    const words = `${exact(part)} of ${genres[r]} is called ${genres[c]}: ${count(of.confusion[r][c])} of ${count(rows[r])} rows`;
    cell.title = words;
    cell.setAttribute('aria-label', words);
    cell.onfocus = cell.onpointerenter = () => { byId('matrix-says').textContent = `${words}.`; };
    cell.tabIndex = i ? -1 : 0;
    cell.onkeydown = (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: genres.length, ArrowUp: -genres.length }[event.key];
      const next = step && cells[i + step];
      if (!next) return;
      event.preventDefault();
      cell.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    };
    cells.push(cell);
  });
}

function sortable(table) {
  table.querySelectorAll('thead th').forEach((head, column) => {
    const button = head.querySelector('button');
    if (!button) return;
    button.addEventListener('click', () => {
      const down = head.getAttribute('aria-sort') !== 'descending';
      table.querySelectorAll('thead th').forEach((each) => each.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const value = (row) => row.cells[column].textContent;
      const compare = (a, b) => Number(a.replace(/,/g, '')) - Number(b.replace(/,/g, '')) || a.localeCompare(b, 'en');
      const body = table.tBodies[0];
      [...body.rows]
        .sort((a, b) => (down ? -1 : 1) * compare(value(a), value(b)))
        .forEach((row) => body.appendChild(row));
    });
  });
}

function filterMistakes() {
  const genre = byId('mistaken').value;
  let shown = 0;
  for (const row of byId('mistaken-rows').tBodies[0].rows) {
    row.hidden = genre !== '' && row.dataset.truth !== genre && row.dataset.named !== genre;
    shown += row.hidden ? 0 : 1;
  }
  byId('mistakes-says').textContent = `${shown} rows`;
}

byId('genre').addEventListener('change', drawGenre);
byId('matrix-recipe').addEventListener('change', drawMatrix);
byId('mistaken').addEventListener('change', filterMistakes);
if (byId('network')) byId('network').addEventListener('change', drawNetwork);
if (byId('learning-measure')) byId('learning-measure').addEventListener('change', drawLearning);
document.querySelectorAll('table.sortable').forEach(sortable);
[drawGenre, drawCalibration, drawCoverage, drawLearning, drawNetwork, drawMatrix, filterMistakes].forEach((draw) => draw());
