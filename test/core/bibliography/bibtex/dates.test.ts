import { expect, test } from 'vitest';
import { issuedIn } from '../../../support/bibtex.ts';

test.each<[string, object | undefined]>([
  ['year = 2000', { 'date-parts': [[2000]] }],
  ['year = {2000}, month = feb', { 'date-parts': [[2000, 2]] }],
  ['year = {2000}, month = {February}', { 'date-parts': [[2000, 2]] }],
  ['year = {2000}, month = 2', { 'date-parts': [[2000, 2]] }],
  ['year = {2000}, month = feb # "~15"', { 'date-parts': [[2000, 2, 15]] }],
  ['year = {2000}, month = "15~" # feb', { 'date-parts': [[2000, 2, 15]] }],
  ['year = {2000}, month = feb, day = 15', { 'date-parts': [[2000, 2, 15]] }],
  [
    'year = {2000}, month = {jul/aug}',
    {
      'date-parts': [
        [2000, 7],
        [2000, 8],
      ],
    },
  ],
  [
    'year = {2000}, month = jul # "--" # aug',
    {
      'date-parts': [
        [2000, 7],
        [2000, 8],
      ],
    },
  ],
  ['year = {2000}, month = {Spring}', { 'date-parts': [[2000, 21]] }],
  ['year = {2000}, month = {13}', { 'date-parts': [[2000]] }],
  ['year = {1999--2003}', { 'date-parts': [[1999], [2003]] }],
  ['year = {in press}', { literal: 'in press' }],
  ['year = {c. 1990}', { 'date-parts': [[1990]], circa: true }],
  ['year = {{\\noopsort{1973b}}1973}', { 'date-parts': [[1973]] }],
  ['date = {2001-05-03}', { 'date-parts': [[2001, 5, 3]] }],
  ['date = {2001-05}, year = 1999', { 'date-parts': [[2001, 5]] }],
  ['date = {2001-05-03T10:00:00Z}', { 'date-parts': [[2001, 5, 3]] }],
  ['date = {2001/2003}', { 'date-parts': [[2001], [2003]] }],
  ['date = {2001-05~/2003}', { 'date-parts': [[2001, 5], [2003]], circa: true }],
  ['date = {2001/}', { 'date-parts': [[2001]] }],
  ['date = {2001/..}', { 'date-parts': [[2001]] }],
  ['date = {../2001}', { 'date-parts': [[2001]] }],
  ['date = {2001?}', { 'date-parts': [[2001]], circa: true }],
  ['date = {199X}', { 'date-parts': [[1990]], circa: true }],
  ['date = {2001-22}', { 'date-parts': [[2001, 22]] }],
  ['date = {2001-XX}', { 'date-parts': [[2001]], circa: true }],
  ['date = {-0379}', { 'date-parts': [[-380]] }],
  ['title = {T}', undefined],
])('%s', (fields, issued) => {
  expect(issuedIn(fields)).toEqual(issued);
});
