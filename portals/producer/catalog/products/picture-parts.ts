import type { RelationshipType } from '../../../../src/shared/vocabulary.ts';

/** A product as the picture knows it. */
export interface PictureProduct {
  readonly productId: string;
  readonly name: string;
  readonly version: string;
  readonly isMaintenance: boolean;
}

/** A relationship as the picture knows it. */
export interface PictureStep {
  readonly id: string;
  readonly fromProductId: string;
  readonly toProductId: string;
  readonly type: RelationshipType;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PictureNode extends Box {
  readonly productId: string;
  readonly place: 'above' | 'row' | 'below';
}

/** A line from product to product, as the path of an SVG, and where its words stand, where it has any. */
export interface PictureEdge {
  readonly id: string;
  readonly path: string;
  readonly label: PictureLabel | undefined;
}

export interface PictureLabel {
  readonly x: number;
  readonly y: number;
  /** around a line between neighbours, on a line that lies over others, or beside one that goes straight up */
  readonly place: 'around' | 'on' | 'beside';
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}
