import type { JSX } from 'react';
import { producerFrame } from '../messages/en/producer-frame.ts';
import { PortalFrame } from '../shared/PortalFrame.tsx';
import { RemedyContext } from '../shared/remedy-words.ts';
import { useMay } from '../shared/session.ts';
import { SignedIn } from '../shared/SignedIn.tsx';
import { Finder } from './Finder.tsx';
import { menu } from './navigation.ts';
import { remedyInWords } from './remedy-in-words.ts';

/** The frame of the Producer Portal: the menu by role, and the box that finds anything. */
export function Shell(): JSX.Element {
  return (
    <SignedIn portal="producer">
      <RemedyContext value={remedyInWords}>
        <Frame />
      </RemedyContext>
    </SignedIn>
  );
}

function Frame(): JSX.Element {
  const may = useMay();
  const entries = menu.filter(({ permission }) => permission === undefined || may(permission));
  return <PortalFrame entries={entries} subtitle={producerFrame.subtitle} menu="side" finder={<Finder />} />;
}
