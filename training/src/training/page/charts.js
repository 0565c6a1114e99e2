// Line charts in SVG: pointer or arrow keys name a point, in words, below the picture.
'use strict';
const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 480, HEIGHT = 340, LEFT = 58, RIGHT = 32, TOP = 12, BOTTOM = 48;

function node(name, attributes, parent, text) {
  const made = document.createElementNS(SVG, name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  if (text !== undefined) made.textContent = text;
  if (parent) parent.appendChild(made);
  return made;
}

function scale(axis, from, to) {
  const f = axis.log ? Math.log : (v) => v;
  const [a, b] = [f(axis.min), f(axis.max)];
  return (value) => from + ((f(value) - a) / (b - a || 1)) * (to - from);
}

// spec: {label, x: {label, min, max, ticks, show, log}, y: the same, series: [{name, kind, points, dots, say(point)}]}
function chart(figure, spec) {
  const holder = figure.querySelector('.picture'), says = figure.querySelector('figcaption');
  const x = scale(spec.x, LEFT, WIDTH - RIGHT), y = scale(spec.y, HEIGHT - BOTTOM, TOP);
  const svg = node('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', tabindex: 0, 'aria-label': spec.label });
  for (const tick of spec.x.ticks) {
    node('line', { class: 'grid', x1: x(tick), x2: x(tick), y1: TOP, y2: HEIGHT - BOTTOM }, svg);
    node('text', { x: x(tick), y: HEIGHT - BOTTOM + 18, 'text-anchor': 'middle' }, svg, spec.x.show(tick));
  }
  for (const tick of spec.y.ticks) {
    node('line', { class: 'grid', x1: LEFT, x2: WIDTH - RIGHT, y1: y(tick), y2: y(tick) }, svg);
    node('text', { x: LEFT - 8, y: y(tick) + 4, 'text-anchor': 'end' }, svg, spec.y.show(tick));
  }
  node('text', { x: (LEFT + WIDTH - RIGHT) / 2, y: HEIGHT - 8, 'text-anchor': 'middle' }, svg, spec.x.label);
  const middle = (TOP + HEIGHT - BOTTOM) / 2;
  node('text', { x: 14, y: middle, 'text-anchor': 'middle', transform: `rotate(-90 14 ${middle})` }, svg, spec.y.label);
  for (const one of spec.series) {
    const path = one.points.map((p, i) => `${i ? 'L' : 'M'}${x(p[0]).toFixed(1)} ${y(p[1]).toFixed(1)}`).join('');
    node('path', { class: `series ${one.kind}`, d: path }, svg);
    if (!one.dots) continue;
    for (const p of one.points) {
      if (p[2] !== undefined) {
        node('line', { class: `series ${one.kind}`, x1: x(p[0]), x2: x(p[0]), y1: y(p[2]), y2: y(p[3]), style: 'stroke-dasharray:none;stroke-width:1' }, svg);
      }
      node('circle', { class: `dot ${one.kind}`, cx: x(p[0]), cy: y(p[1]), r: 4 }, svg);
    }
  }
  const named = spec.series.filter((one) => one.say && one.points.length);
  const mark = node('circle', { class: 'mark', r: 8, visibility: 'hidden' }, svg);
  let line = 0, at = 0;
  const show = () => {
    const point = named[line].points[at];
    mark.setAttribute('cx', x(point[0]));
    mark.setAttribute('cy', y(point[1]));
    mark.setAttribute('visibility', 'visible');
    says.textContent = `${named[line].name}: ${named[line].say(point, at)}`;
  };
  svg.addEventListener('pointermove', (event) => {
    const box = svg.getBoundingClientRect();
    const px = ((event.clientX - box.left) / box.width) * WIDTH, py = ((event.clientY - box.top) / box.height) * HEIGHT;
    let least = Infinity;
    named.forEach((one, k) => one.points.forEach((p, i) => {
      const far = Math.hypot(x(p[0]) - px, y(p[1]) - py);
      if (far < least) [least, line, at] = [far, k, i];
    }));
    if (least < Infinity) show();
  });
  svg.addEventListener('keydown', (event) => {
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowUp: [1, 0], ArrowDown: [-1, 0] }[event.key];
    if (!step || !named.length) return;
    event.preventDefault();
    line = (line + step[0] + named.length) % named.length;
    at = Math.max(0, Math.min(named[line].points.length - 1, at + step[1]));
    show();
  });
  says.textContent = spec.hint || 'Point at a curve, or focus it and use the arrow keys.';
  holder.replaceChildren(svg);
}
