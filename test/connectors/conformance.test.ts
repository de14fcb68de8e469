import { testConnector } from '../../src/testing.ts';
import { reference } from '../support/reference/connector.ts';
import { subject } from '../support/reference/remote.ts';

testConnector(subject);

testConnector({ ...subject, name: 'the reference, in memory', create: () => reference({}), fetch: undefined });
