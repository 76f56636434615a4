import { general } from './en/general.ts';
import { customer } from './en/customer.ts';
import { signIn } from './en/sign-in.ts';

export const en = { general, signIn, customer };
