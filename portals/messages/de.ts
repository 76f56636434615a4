import { general } from './de/general.ts';
import { customer } from './de/customer.ts';
import { signIn } from './de/sign-in.ts';

export const de = { general, signIn, customer };
