import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState, type JSX } from 'react';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import { call } from '../../../shared/api/call.ts';
import { refreshAll } from '../../../shared/api/queries.ts';
import { ProblemNotice } from '../../../shared/ProblemNotice.tsx';
import { productName, type Product } from './product-words.ts';

interface UpgradeStepProps {
  readonly from: Product;
  /** the new version */
  readonly to: Product;
  readonly onDone: () => void;
}

/** Makes the upgrade to a version that was just made. Where that fails, the version is there all the same, and it says so. */
export function UpgradeStep({ from, to, onDone }: UpgradeStepProps): JSX.Element {
  const queries = useQueryClient();
  const [problem, setProblem] = useState<unknown>(null);
  const relate = useCallback(async () => {
    setProblem(null);
    try {
      const body = { fromProductId: from.productId, toProductId: to.productId, type: 'upgrade' } as const;
      await call('createProductRelationship', { body });
      await refreshAll(queries);
      onDone();
    } catch (error) {
      setProblem(error);
    }
  }, [from.productId, to.productId, queries, onDone]);
  const isBegun = useRef(false);
  useEffect(() => {
    if (isBegun.current) return;
    isBegun.current = true;
    void relate();
  }, [relate]);
  if (problem === null) return <Skeleton height={80} />;
  return (
    <Stack gap="xs">
      <Text size="sm">{text.relationshipFailed(productName(to))}</Text>
      <ProblemNotice problem={problem} onRetry={() => void relate()} />
      <Group>
        <Button onClick={onDone}>{text.openNew(productName(to))}</Button>
      </Group>
    </Stack>
  );
}
