import { createContext, type ReactNode } from 'react';

/** Tells the cures of reasons as a portal calls things; a portal without words of its own tells them as the server does. */
export const RemedyContext = createContext<(remedy: string) => ReactNode>((remedy) => remedy);
