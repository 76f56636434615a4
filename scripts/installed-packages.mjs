// Is node_modules what package-lock.json asks for? npm itself keeps the answer: it writes node_modules/.package-lock.json
// as the last act of a successful install and deletes it first when it begins one. Reading that file, and not a stamp
// of our own, recognises an install that a person did by hand, too.
import { existsSync, lstatSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const modules = join(root, 'node_modules');
const absentList = join(modules, '.licet-absent.json');

/** True if each package for this platform is there in the locked version; the development packages only count `forTests`. */
export function isInstalled({ forTests }) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(join(modules, '.package-lock.json'));
  const absent = readJson(absentList) ?? [];
  return wanted.filter(forTests ? isForHere : isForRunningHere).every(([path, { version }]) => {
    if (absent.includes(`${path}@${version}`)) return true;
    return find(installed, path)?.version === version && existsSync(join(root, path, 'package.json'));
  });
}

/** Optional packages that npm could not get do not fail its install. Remembered, lest every start installs again. */
export function rememberAbsentPackages() {
  const absent = readPackages(join(root, 'package-lock.json'))
    .filter((entry) => isForHere(entry) && entry[1].optional && !existsSync(join(root, entry[0], 'package.json')))
    .map(([path, { version }]) => `${path}@${version}`);
  if (absent.length > 0) writeFileSync(absentList, JSON.stringify(absent));
}

/** A mounted or linked node_modules cannot be replaced by a rename. */
export function livesOnAnotherDisk() {
  if (!existsSync(modules)) return false;
  return lstatSync(modules).isSymbolicLink() || statSync(modules).dev !== statSync(root).dev;
}

const isForRunningHere = (entry) => isForHere(entry) && !entry[1].dev;

/** Packages for one C library are left out: which one the machine has is npm's business. */
function isForHere([path, { os, cpu, libc, optional }]) {
  if (path === '' || libc) return false;
  if (optional && !os && !cpu) return false;
  return allows(os, process.platform) && allows(cpu, process.arch);
}

function allows(list, value) {
  return !list || [list].flat().includes(value);
}

function find(packages, path) {
  return packages.find(([each]) => each === path)?.[1];
}

function readPackages(file) {
  return Object.entries(readJson(file)?.packages ?? {});
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
