import { common } from './de/general.ts';
import { customer } from './de/customer.ts';
import { signIn } from './de/sign-in.ts';

export const de = { common, signIn, customer };
