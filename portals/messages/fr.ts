import { general } from './fr/general.ts';
import { customer } from './fr/customer.ts';
import { signIn } from './fr/sign-in.ts';

export const fr = { general, signIn, customer };
