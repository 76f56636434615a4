import { List, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useId, useLayoutEffect, useRef, type JSX } from 'react';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import { CatalogStateMark } from '../CatalogStateMark.tsx';
import type { Family, FamilyMember } from './family.ts';
import { layPicture } from './picture-layout.ts';
import type { PictureEdge, PictureNode } from './picture-parts.ts';
import { productName, productPath, type Relationship } from './product-words.ts';
import './picture.css';

interface RelationshipPictureProps {
  /** the product whose page this is */
  readonly productId: string;
  readonly family: Family;
}

/** The versions of a product with what each can become and what maintains it, as a picture and in words. */
export function RelationshipPicture({ productId, family }: RelationshipPictureProps): JSX.Element {
  const { name, members, relationships, hiddenCount } = family;
  const steps = relationships.map((one) => ({ ...one, id: one.productRelationshipId }));
  const { width, height, nodes, edges } = layPicture(name, members, steps);
  const label = text.pictureOf(name);
  const place = useMiddle(nodes.find((node) => node.productId === productId));
  return (
    <figure className="licet-picture">
      {/* It scrolls by itself, so the keyboard must reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={place} className="licet-picture-box" role="region" aria-label={label} tabIndex={0}>
        <div className="licet-picture-ground" style={{ width, height }}>
          <Lines {...{ width, height, edges, relationships }} />
          {edges.map((edge) => (
            <Words key={edge.id} edge={edge} relationship={byId(relationships, edge.id)} />
          ))}
          {nodes.map((node) => (
            <Node key={node.productId} node={node} member={byProduct(members, node.productId)} here={productId} />
          ))}
        </div>
      </div>
      {hiddenCount > 0 && (
        <Text size="xs" className="licet-quiet">
          {text.more(hiddenCount)}
        </Text>
      )}
      <InWords relationships={relationships} />
    </figure>
  );
}

/** A picture that is wider than its place begins at the product whose page this is. */
function useMiddle(here: PictureNode | undefined) {
  const place = useRef<HTMLDivElement>(null);
  const middle = here === undefined || here.place === 'below' ? 0 : here.x + here.width / 2;
  useLayoutEffect(() => {
    if (place.current !== null) place.current.scrollLeft = middle - place.current.clientWidth / 2;
  }, [middle]);
  return place;
}

interface LinesProps {
  readonly width: number;
  readonly height: number;
  readonly edges: readonly PictureEdge[];
  readonly relationships: readonly Relationship[];
}

function Lines({ width, height, edges, relationships }: LinesProps): JSX.Element {
  const tip = useId();
  return (
    <svg className="licet-picture-lines" width={width} height={height} aria-hidden>
      <defs>
        <marker id={tip} viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" orient="auto">
          <path d="M0 0.5L8 4L0 7.5z" className="licet-picture-tip" />
        </marker>
      </defs>
      {edges.map(({ id, path }) => {
        const type = byId(relationships, id)?.type;
        return (
          <path
            key={id}
            d={path}
            className="licet-picture-line"
            data-type={type}
            markerEnd={type === 'maintenance' ? undefined : `url(#${tip})`}
          />
        );
      })}
    </svg>
  );
}

interface WordsProps {
  readonly edge: PictureEdge;
  readonly relationship: Relationship | undefined;
}

/** What a line says: its type, and the license model that the upgrade gives. */
function Words({ edge: { label }, relationship }: WordsProps): JSX.Element | null {
  if (label === undefined || relationship === undefined) return null;
  const { type, defaultLicenseModelId } = relationship;
  return (
    <div className="licet-picture-words" data-place={label.place} style={{ left: label.x, top: label.y }} aria-hidden>
      <span>{text[`type_${type}`]}</span>
      {defaultLicenseModelId !== null && <span title={defaultLicenseModelId}>{defaultLicenseModelId}</span>}
    </div>
  );
}

interface NodeProps {
  readonly node: PictureNode;
  readonly member: FamilyMember | undefined;
  readonly here: string;
}

function Node({ node, member, here }: NodeProps): JSX.Element | null {
  if (member === undefined) return null;
  const { productId, place, x, y, width, height } = node;
  const { name, version, state } = member;
  return (
    <Link
      to={productPath(productId)}
      search={{ tab: 'relationships' }}
      className="licet-picture-node"
      style={{ left: x, top: y, width, height }}
      data-place={place}
      data-state={state}
      title={productName(member)}
      {...(productId === here ? { 'aria-current': 'page' as const } : {})}
    >
      <span className="licet-picture-name">
        {place === 'below' && <span className="licet-quiet">{text.type_maintenance} </span>}
        {name}
      </span>
      <span className="licet-picture-version">
        <b>{version}</b>
        <CatalogStateMark state={state} />
      </span>
    </Link>
  );
}

function InWords({ relationships }: { readonly relationships: readonly Relationship[] }): JSX.Element {
  return (
    <details>
      <summary>
        <Text component="span" size="xs">
          {text.inWords}
        </Text>
      </summary>
      <List size="sm">
        {relationships.map((one) => (
          <List.Item key={one.productRelationshipId}>{sentence(one)}</List.Item>
        ))}
      </List>
    </details>
  );
}

/** `PhotoPrint 1.0 can be upgraded to PhotoPrint 2.0, with the license model per-machine` */
export function sentence({ type, fromProduct, toProduct, defaultLicenseModelId: model }: Relationship): string {
  const words = text[`says_${type}`](productName(fromProduct), productName(toProduct));
  return model === null ? words : `${words}, ${text.withModel(model)}`;
}

function byId(relationships: readonly Relationship[], id: string): Relationship | undefined {
  return relationships.find(({ productRelationshipId }) => productRelationshipId === id);
}

function byProduct(members: readonly FamilyMember[], productId: string): FamilyMember | undefined {
  return members.find((member) => member.productId === productId);
}
