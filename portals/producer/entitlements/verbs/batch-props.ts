/** What is chosen, and what follows once something is done with it. */
export interface BatchProps {
  readonly activationIds: readonly string[];
  /** those of them that are maintenance */
  readonly maintenance?: ReadonlySet<string> | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
}
