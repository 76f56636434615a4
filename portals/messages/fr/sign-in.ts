import type { Messages } from '../catalog.ts';

export const signIn: Messages['signIn'] = {
  title: 'Connexion',
  userName: "Nom d'utilisateur",
  password: 'Mot de passe',
  newPassword: 'Nouveau mot de passe',
  repeatPassword: 'Le même mot de passe encore une fois',
  passwordsDiffer: 'Les deux mots de passe sont différents.',
  submit: 'Se connecter',
  forgotten: 'Mot de passe oublié ?',
  resetTitle: 'Réinitialiser le mot de passe',
  resetText:
    "Indiquez votre nom d'utilisateur. S'il existe, un message contenant un lien est envoyé à l'adresse enregistrée.",
  resetSubmit: 'Envoyer un lien',
  resetSent:
    "Si ce nom d'utilisateur est connu, un message contenant un lien est en route. Le lien est valable deux heures, une seule fois.",
  backToSignIn: 'Retour à la connexion',
  setTitle: 'Choisir un mot de passe',
  setFirstTitle: 'Bienvenue dans Licet',
  setFirstText:
    'Vous êtes le premier administrateur. Dites qui vous êtes et choisissez un mot de passe ; vous serez ensuite connecté.',
  setText: (userName) => `Pour l'utilisateur ${userName}. Une fois le mot de passe choisi, vous serez connecté.`,
  setSubmit: 'Enregistrer et se connecter',
  passwordAdvice: 'Au moins 12 caractères. Quelques mots que vous seul assembleriez conviennent bien.',
  linkInvalidTitle: "Ce lien n'est plus valable",
  linkInvalidText: 'Il a déjà servi, ou son délai est écoulé. Demandez-en un nouveau.',
  firstName: 'Prénom',
  lastName: 'Nom',
  email: 'Adresse e-mail',
  registerLink: "S'inscrire avec un identifiant d'activation",
  registerTitle: 'Inscription',
  registerText:
    "Il vous faut un identifiant d'activation ou de droit de votre entreprise. Il figure dans l'e-mail par lequel vous avez reçu votre licence.",
  registerId: "Identifiant d'activation ou de droit",
  registerExisting: 'Mon entreprise est celle à laquelle appartient cet identifiant',
  registerNew: 'Mon entreprise est une autre',
  companyName: "Nom de l'entreprise",
  registerSubmit: "S'inscrire",
  registered: 'Consultez votre messagerie : un message avec un lien pour choisir votre mot de passe est en route.',
  language: 'Langue',
  wrongPortal: "Cet utilisateur relève de l'autre portail.",
  goToOtherPortal: 'Y aller',
};
