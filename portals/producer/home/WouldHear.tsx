import type { JSX } from 'react';
import { homeText as text } from '../../messages/en/producer-home.ts';
import { useApi } from '../../shared/api/queries.ts';
import { useMay } from '../../shared/session.ts';

const fiveMinutes = 300_000;

/** How many accounts an inactive reminder job would write to today; the job's own preview is asked, after all else is there. */
export function WouldHear({ jobKey }: { readonly jobKey: string }): JSX.Element | null {
  const may = useMay()('viewJobs');
  const job = useApi('getJob', { path: { key: jobKey } }, { enabled: may });
  const isInactive = job.data?.status === 'inactive';
  const preview = useApi(
    'previewJob',
    { path: { key: jobKey }, query: { limit: 1 }, body: {} },
    { enabled: isInactive, staleTime: fiveMinutes },
  );
  if (!isInactive || preview.error !== null) return null;
  const count = preview.data?.summary?.['mailed'] ?? 0;
  return (
    <div className="licet-quiet" aria-live="polite">
      {preview.isPending ? text.counting : heard(count)}
    </div>
  );
}

function heard(count: number): string {
  return count === 0 ? text.nobodyWouldHear : text.wouldHear(count);
}
