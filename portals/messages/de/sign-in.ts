import type { Messages } from '../catalog.ts';

export const signIn: Messages['signIn'] = {
  title: 'Anmelden',
  userName: 'Benutzername',
  password: 'Passwort',
  newPassword: 'Neues Passwort',
  repeatPassword: 'Dasselbe Passwort noch einmal',
  passwordsDiffer: 'Die beiden Passwörter sind verschieden.',
  submit: 'Anmelden',
  forgotten: 'Passwort vergessen?',
  resetTitle: 'Passwort zurücksetzen',
  resetText:
    'Nennen Sie uns Ihren Benutzernamen. Wenn es ihn gibt, geht eine Nachricht mit einem Link an die hinterlegte E-Mail-Adresse.',
  resetSubmit: 'Link zusenden',
  resetSent:
    'Wenn dieser Benutzername bekannt ist, ist eine Nachricht mit einem Link unterwegs. Der Link gilt zwei Stunden lang und nur einmal.',
  backToSignIn: 'Zurück zur Anmeldung',
  setTitle: 'Passwort festlegen',
  setFirstTitle: 'Willkommen bei Licet',
  setFirstText:
    'Sie sind die erste Administratorin oder der erste Administrator. Sagen Sie, wer Sie sind, und wählen Sie ein Passwort; danach sind Sie angemeldet.',
  setText: (userName) => `Für den Benutzer ${userName}. Sobald es festgelegt ist, sind Sie angemeldet.`,
  setSubmit: 'Passwort festlegen und anmelden',
  passwordAdvice: 'Mindestens 12 Zeichen. Gut sind ein paar Wörter, die nur Sie so zusammenstellen würden.',
  linkInvalidTitle: 'Dieser Link gilt nicht mehr',
  linkInvalidText: 'Er wurde schon benutzt, oder seine Zeit ist abgelaufen. Fordern Sie einen neuen an.',
  firstName: 'Vorname',
  lastName: 'Nachname',
  email: 'E-Mail-Adresse',
  registerLink: 'Mit einer Aktivierungs-ID registrieren',
  registerTitle: 'Registrieren',
  registerText:
    'Sie brauchen eine Aktivierungs-ID oder Berechtigungs-ID Ihrer Firma. Sie steht in der E-Mail, mit der Sie Ihre Lizenz erhalten haben.',
  registerId: 'Aktivierungs-ID oder Berechtigungs-ID',
  registerExisting: 'Meine Firma ist die, zu der diese ID gehört',
  registerNew: 'Meine Firma ist eine andere',
  companyName: 'Name der Firma',
  registerSubmit: 'Registrieren',
  registered: 'Sehen Sie in Ihr Postfach: Eine Nachricht mit einem Link zum Festlegen Ihres Passworts ist unterwegs.',
  language: 'Sprache',
  wrongPortal: 'Dieser Benutzer gehört zum anderen Portal.',
  goToOtherPortal: 'Dorthin',
};
