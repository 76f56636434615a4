import { columnsOf, leadsOn, type Column } from './picture-columns.ts';
import { liftLines } from './picture-lines.ts';
import type { Box, Picture, PictureEdge, PictureNode, PictureProduct, PictureStep } from './picture-parts.ts';
import { inVersionOrder } from './version-order.ts';

const nodeSize = { width: 148, height: 54 };
const gaps = { plain: 24, withArrow: 128 };
const bar = { height: 34, distance: 12, lead: 28 };
const margin = 8;

/**
 * Where everything of a picture stands, in pixels. The versions of a product go from left to right, each upgrade leads to its
 * right; other products stand above what they belong to, and maintenance lies as bars below what it covers. Lines that cannot
 * go straight run in levels between the rows, so that no two of them lie on each other. A step from a product to itself is no line.
 */
export function layPicture(
  family: string,
  products: readonly PictureProduct[],
  allSteps: readonly PictureStep[],
): Picture {
  const steps = allSteps.filter((step) => step.fromProductId !== step.toProductId);
  const sold = products.filter(({ isMaintenance }) => !isMaintenance);
  const ofFamily = sold.filter(({ name }) => name === family);
  // Of a maintenance product, what it covers is the row.
  const row = inVersionOrder(ofFamily.length === 0 ? sold : ofFamily, steps);
  const columns = columnsOf(
    row,
    inVersionOrder(
      sold.filter((product) => !row.includes(product)),
      steps,
    ),
    steps,
  );
  const straight = straightSteps(columns, steps);
  const lifted = steps.filter((step) => step.type !== 'maintenance' && !straight.includes(step));
  const flat = upperNodes(columns, straight, 0, 0);
  const { height: channel } = liftLines(lifted, flat);
  const hasAbove = columns.some(({ above }) => above !== undefined);
  const rowTop = margin + channel + (hasAbove ? nodeSize.height : 0);
  const upper = upperNodes(columns, straight, margin, rowTop);
  const bars = barsBelow(products, steps, upper, rowTop + nodeSize.height + bar.lead);
  const nodes = [...upper, ...bars];
  return {
    width: Math.max(0, ...nodes.map(({ x, width }) => x + width)) + margin,
    height: Math.max(0, ...nodes.map(({ y, height }) => y + height)) + margin,
    nodes,
    edges: [
      ...straight.map((step) => straightEdge(step, upper)),
      ...liftLines(lifted, upper).edges,
      ...steps.filter(({ type }) => type === 'maintenance').flatMap((step) => careEdge(step, steps, upper, bars)),
    ],
  };
}

/** The first step of each two neighbours of the row that leads on to the right. */
function straightSteps(columns: readonly Column[], steps: readonly PictureStep[]): readonly PictureStep[] {
  return columns.flatMap((_, index) => steps.find((step) => leadsOn(columns, index, step)) ?? []);
}

function upperNodes(
  columns: readonly Column[],
  straight: readonly PictureStep[],
  top: number,
  rowTop: number,
): readonly PictureNode[] {
  let x = margin;
  return columns.flatMap(({ inRow, above }, index) => {
    const left = x;
    x += nodeSize.width + (straight.some((step) => leadsOn(columns, index, step)) ? gaps.withArrow : gaps.plain);
    return [
      ...(above === undefined ? [] : [nodeAt(above, 'above', left, top)]),
      ...(inRow === undefined ? [] : [nodeAt(inRow, 'row', left, rowTop)]),
    ];
  });
}

function nodeAt({ productId }: PictureProduct, place: PictureNode['place'], x: number, y: number): PictureNode {
  return { productId, place, x, y, ...nodeSize };
}

/** Maintenance, each as wide as what it covers. */
function barsBelow(
  products: readonly PictureProduct[],
  steps: readonly PictureStep[],
  upper: readonly PictureNode[],
  top: number,
): readonly PictureNode[] {
  const care = inVersionOrder(
    products.filter(({ isMaintenance }) => isMaintenance),
    [],
  );
  return care.map(({ productId }, index) => {
    const covered = upper.filter((node) =>
      steps.some((step) => step.toProductId === productId && step.fromProductId === node.productId),
    );
    const x = Math.min(...(covered.length === 0 ? [margin] : covered.map((node) => node.x)));
    const right = Math.max(x + nodeSize.width, ...covered.map((node) => node.x + node.width));
    const y = top + index * (bar.height + bar.distance);
    return { productId, place: 'below' as const, x, y, width: right - x, height: bar.height };
  });
}

function straightEdge({ id, fromProductId, toProductId }: PictureStep, nodes: readonly PictureNode[]): PictureEdge {
  const [from, to] = [boxOf(nodes, fromProductId), boxOf(nodes, toProductId)];
  const y = from.y + from.height / 2;
  const [left, right] = [from.x + from.width, to.x];
  return { id, path: `M${left} ${y}H${right}`, label: { x: (left + right) / 2, y, place: 'around' } };
}

/** From what is covered straight down to its bar, each line of a product at a place of its own. */
function careEdge(
  step: PictureStep,
  steps: readonly PictureStep[],
  upper: readonly PictureNode[],
  bars: readonly PictureNode[],
): readonly PictureEdge[] {
  const from = upper.find(({ productId }) => productId === step.fromProductId);
  const to = bars.find(({ productId }) => productId === step.toProductId);
  if (from === undefined || to === undefined) return [];
  const own = bars.filter(({ productId }) =>
    steps.some((one) => one.fromProductId === step.fromProductId && one.toProductId === productId),
  );
  // The line to the lowest bar stands leftmost.
  const x = from.x + (from.width * (own.length - own.indexOf(to))) / (own.length + 1);
  return [{ id: step.id, path: `M${x} ${from.y + from.height}V${to.y}`, label: undefined }];
}

/** The place of a product; of one that the picture does not know, nowhere. */
function boxOf(nodes: readonly PictureNode[], productId: string): Box {
  return nodes.find((node) => node.productId === productId) ?? { x: 0, y: 0, width: 0, height: 0 };
}
