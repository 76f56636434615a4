import { intervalLevels } from './interval-levels.ts';
import type { PictureEdge, PictureNode, PictureStep } from './picture-parts.ts';

const levelHeight = 30;
const lead = 18;
const radius = 6;
// What stands beside a line that leads straight up is about as wide.
const besideWidth = 70;

interface Lifted {
  readonly edges: readonly PictureEdge[];
  /** of the channel in which they run, above the row */
  readonly height: number;
}

/** Lines that rise above the row: to a product above, or over others of the row. Each runs in a level of its own. */
export function liftLines(steps: readonly PictureStep[], nodes: readonly PictureNode[]): Lifted {
  const lines = steps.flatMap((step) => lineOf(step, nodes) ?? []);
  if (lines.length === 0) return { edges: [], height: 0 };
  const ends = lines.map((line) => [portOf(line, line.from, lines), portOf(line, line.to, lines)] as const);
  const levels = intervalLevels(ends.map(([from, to]) => [from, from === to ? from + besideWidth : to]));
  const rowTop = Math.max(...lines.flatMap(({ from, to }) => [from, to].filter(isInRow).map(({ y }) => y)));
  const runs = lines.map((line, index) => {
    const [startX, endX] = ends[index] ?? [0, 0];
    return { ...line, startX, endX, y: rowTop - lead - (levels[index] ?? 0) * levelHeight };
  });
  return {
    edges: runs.map((run) => edgeOf(run, runs)),
    height: lead * 2 + Math.max(...levels) * levelHeight,
  };
}

interface Line {
  readonly id: string;
  readonly from: PictureNode;
  readonly to: PictureNode;
}

function lineOf(step: PictureStep, nodes: readonly PictureNode[]): Line | undefined {
  const from = nodes.find(({ productId }) => productId === step.fromProductId);
  const to = nodes.find(({ productId }) => productId === step.toProductId);
  return from === undefined || to === undefined ? undefined : { id: step.id, from, to };
}

/**
 * Where on a product a line begins or ends: the lines of one column stand side by side, in the order of where they lead. One
 * that leads straight up needs one place, so that it is straight.
 */
function portOf(line: Line, { x, width }: PictureNode, lines: readonly Line[]): number {
  const own = lines
    .filter(({ from, to }) => from.x === x || to.x === x)
    .toSorted((one, other) => otherX(one, x) - otherX(other, x));
  return x + (width * (own.indexOf(line) + 1)) / (own.length + 1);
}

function otherX({ from, to }: Line, x: number): number {
  return from.x === x ? to.x : from.x;
}

function isInRow({ place }: PictureNode): boolean {
  return place === 'row';
}

interface Run extends Line {
  readonly startX: number;
  readonly endX: number;
  /** of its level */
  readonly y: number;
}

function edgeOf(run: Run, runs: readonly Run[]): PictureEdge {
  const { id, from, to, startX, endX, y } = run;
  const [startY, endY] = [sideOf(from), sideOf(to)];
  if (startX === endX) return { id, path: `M${startX} ${startY}V${endY}`, label: { x: startX, y, place: 'beside' } };
  const turn = startX < endX ? radius : -radius;
  const [before, after] = [startY > y ? radius : -radius, endY > y ? radius : -radius];
  const path = [
    `M${startX} ${startY}V${y + before}`,
    `Q${startX} ${y} ${startX + turn} ${y}`,
    `H${endX - turn}`,
    `Q${endX} ${y} ${endX} ${y + after}`,
    `V${endY}`,
  ].join('');
  return { id, path, label: { x: wordsX(run, runs), y, place: 'on' } };
}

// Along a line: in its middle rather than elsewhere, but not where another line crosses the words.
const places = [0.5, 0.4, 0.6, 0.3, 0.7];
const wordsWidth = 130;

function wordsX({ startX, endX, y }: Run, runs: readonly Run[]): number {
  const crossing = runs.flatMap((run) => crossingsAt(y, run));
  const candidates = places.map((share) => startX + (endX - startX) * share);
  const free = candidates.find((x) => crossing.every((other) => Math.abs(other - x) > wordsWidth / 2));
  return free ?? (startX + endX) / 2;
}

/** Where the upright parts of a line cross a level. */
function crossingsAt(level: number, { from, to, startX, endX, y }: Run): readonly number[] {
  const crosses = (side: number): boolean => level !== y && level > Math.min(side, y) && level < Math.max(side, y);
  return [...(crosses(sideOf(from)) ? [startX] : []), ...(crosses(sideOf(to)) ? [endX] : [])];
}

/** A product of the row is reached from above, one above the row from below. */
function sideOf({ place, y, height }: PictureNode): number {
  return place === 'row' ? y : y + height;
}
