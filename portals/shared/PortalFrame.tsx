import {
  ActionIcon,
  AppShell,
  Burger,
  Button,
  Group,
  Menu,
  Text,
  useComputedColorScheme,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import type { JSX, ReactNode } from 'react';
import { useMessages } from '../messages/messages.ts';
import { useFormat } from './days.ts';
import { ProblemNotice } from './ProblemNotice.tsx';
import { initialsOf } from './initials.ts';
import { useBranding, useSession } from './session.ts';
import { useSignOut } from './sign-out.ts';

export interface FrameEntry {
  readonly to: string;
  readonly label: string;
  /** where pages stand that belong to it and do not begin with its address */
  readonly alsoAt?: string;
  /** what it belongs to: entries of one group stand together below its name */
  readonly group?: string;
}

interface PortalFrameProps {
  readonly entries: readonly FrameEntry[];
  /** what stands beside the producer's name */
  readonly subtitle: string;
  /** the middle of the head */
  readonly finder?: ReactNode;
  /** where the menu stands on a wide screen */
  readonly menu: 'side' | 'top';
}

/** The frame around every page: whose portal it is, where one can go, who is signed in. */
export function PortalFrame({ entries, subtitle, finder, menu }: PortalFrameProps): JSX.Element {
  const { general } = useMessages();
  const [isOpen, { toggle, close }] = useDisclosure();
  const { signOut, problem } = useSignOut();
  const hasSide = menu === 'side';
  return (
    <AppShell
      header={{ height: 48 }}
      navbar={{ width: 224, breakpoint: 'sm', collapsed: { mobile: !isOpen, desktop: !hasSide } }}
      padding="md"
      transitionDuration={0}
    >
      <a className="licet-skip" href="#content">
        {general.skipToContent}
      </a>
      <AppShell.Header px="md">
        <Group h="100%" gap="md" wrap="nowrap">
          <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={general.menu} />
          <Brand subtitle={subtitle} />
          {!hasSide && <TopMenu entries={entries} />}
          {finder}
          <Group gap="xs" ml="auto" wrap="nowrap">
            <ColourSchemeSwitch />
            <Person onSignOut={signOut} />
          </Group>
        </Group>
      </AppShell.Header>
      {(hasSide || isOpen) && (
        // A menu that is out of sight must not take the focus either.
        <AppShell.Navbar
          p="xs"
          aria-label={general.menu}
          hiddenFrom={hasSide ? undefined : 'sm'}
          visibleFrom={hasSide && !isOpen ? 'sm' : undefined}
        >
          <SideMenu entries={entries} onClick={close} />
        </AppShell.Navbar>
      )}
      <AppShell.Main id="content">
        {problem !== null && <ProblemNotice problem={problem} onRetry={signOut} />}
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}

function Brand({ subtitle }: { readonly subtitle: string }): JSX.Element {
  const { producerName, logoUrl, today, todayIsFixed } = useBranding();
  const { general } = useMessages();
  const format = useFormat();
  return (
    <Group gap="xs" wrap="nowrap">
      {logoUrl !== '' && <img src={logoUrl} alt="" height={24} />}
      <Text fw={600} truncate maw={{ base: 110, sm: 220 }}>
        {producerName}
      </Text>
      <Text size="xs" className="licet-quiet" visibleFrom="md">
        {subtitle}
      </Text>
      {todayIsFixed && (
        <Text size="xs" className="licet-soon" visibleFrom="md" truncate>
          {general.stillDay(format.day(today))}
        </Text>
      )}
    </Group>
  );
}

interface SideMenuProps {
  readonly entries: readonly FrameEntry[];
  readonly onClick: () => void;
}

function SideMenu({ entries, onClick }: SideMenuProps): JSX.Element {
  const groups = [...new Set(entries.map(({ group }) => group))];
  return (
    <div className="licet-menu">
      {groups.map((group) => (
        <div key={group ?? ''} role="group" aria-label={group}>
          {group !== undefined && (
            <div className="licet-menu-group" aria-hidden>
              {group}
            </div>
          )}
          {entries
            .filter((entry) => entry.group === group)
            .map((entry) => (
              <MenuLink key={entry.to} entry={entry} onClick={onClick} />
            ))}
        </div>
      ))}
    </div>
  );
}

function TopMenu({ entries }: { readonly entries: readonly FrameEntry[] }): JSX.Element {
  const { general } = useMessages();
  return (
    <Group component="nav" gap={4} visibleFrom="sm" wrap="nowrap" aria-label={general.menu}>
      {entries.map((entry) => (
        <MenuLink key={entry.to} entry={entry} />
      ))}
    </Group>
  );
}

function MenuLink({ entry, onClick }: { readonly entry: FrameEntry; readonly onClick?: () => void }): JSX.Element {
  const { pathname } = useLocation();
  const isBelow = entry.alsoAt !== undefined && pathname.startsWith(`${entry.alsoAt}/`);
  return (
    <Link
      className="licet-menu-link"
      to={entry.to}
      activeOptions={{ exact: entry.to === '/', includeSearch: false }}
      onClick={onClick}
      {...(isBelow ? { 'data-status': 'active', 'aria-current': 'page' } : {})}
    >
      {entry.label}
    </Link>
  );
}

function ColourSchemeSwitch(): JSX.Element {
  const { general } = useMessages();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={general.colourScheme}
      onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
    >
      <span aria-hidden>◐</span>
    </ActionIcon>
  );
}

function Person({ onSignOut }: { readonly onSignOut: () => void }): JSX.Element {
  const { general } = useMessages();
  const { user, accounts } = useSession();
  const navigate = useNavigate();
  const name = [user.firstName, user.lastName].join(' ').trim() || user.userName;
  const account = accounts.length === 1 ? accounts[0]?.name : undefined;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" color="gray" px={6}>
          <Text component="span" inherit truncate maw={280} visibleFrom="sm">
            {account === undefined ? name : `${name}, ${account}`}
          </Text>
          <Text component="span" inherit hiddenFrom="sm">
            <VisuallyHidden>{name}</VisuallyHidden>
            <span aria-hidden>{initialsOf(name)}</span>
          </Text>
          <span aria-hidden>&nbsp;▾</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void navigate({ to: '/profile' })}>{general.profile}</Menu.Item>
        <Menu.Item onClick={onSignOut}>{general.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
