/// <reference path="./raw.d.ts" />
import americanMedicalAssociation from './styles/american-medical-association.csl?raw';
import americanMedicalAssociationBrackets from './styles/american-medical-association-brackets.csl?raw';
import annalsOfNeurology from './styles/annals-of-neurology.csl?raw';
import annualReviewsAuthorDate from './styles/annual-reviews-author-date.csl?raw';
import apa from './styles/apa.csl?raw';
import apa6thEdition from './styles/apa-6th-edition.csl?raw';
import biologicalPsychiatry from './styles/biological-psychiatry.csl?raw';
import biomedCentral from './styles/biomed-central.csl?raw';
import bmj from './styles/bmj.csl?raw';
import cell from './styles/cell.csl?raw';
import chicagoAuthorDate from './styles/chicago-author-date.csl?raw';
import chicagoFullnoteBibliography from './styles/chicago-fullnote-bibliography.csl?raw';
import chicagoNoteBibliography from './styles/chicago-note-bibliography.csl?raw';
import councilOfScienceEditorsAuthorDate from './styles/council-of-science-editors-author-date.csl?raw';
import currentOpinion from './styles/current-opinion.csl?raw';
import deutscheGesellschaftFurPsychologie from './styles/deutsche-gesellschaft-fur-psychologie.csl?raw';
import elife from './styles/elife.csl?raw';
import elsevierHarvard from './styles/elsevier-harvard.csl?raw';
import elsevierVancouver from './styles/elsevier-vancouver.csl?raw';
import elsevierWithTitles from './styles/elsevier-with-titles.csl?raw';
import eneuro from './styles/eneuro.csl?raw';
import europeanJournalOfNeuroscience from './styles/european-journal-of-neuroscience.csl?raw';
import frontiers from './styles/frontiers.csl?raw';
import frontiersMedicalJournals from './styles/frontiers-medical-journals.csl?raw';
import harvardCiteThemRight from './styles/harvard-cite-them-right.csl?raw';
import humanBrainMapping from './styles/human-brain-mapping.csl?raw';
import ieee from './styles/ieee.csl?raw';
import journalOfPsychiatryAndNeuroscience from './styles/journal-of-psychiatry-and-neuroscience.csl?raw';
import kargerJournals from './styles/karger-journals.csl?raw';
import modernLanguageAssociation from './styles/modern-language-association.csl?raw';
import molecularPsychiatry from './styles/molecular-psychiatry.csl?raw';
import multidisciplinaryDigitalPublishingInstitute from './styles/multidisciplinary-digital-publishing-institute.csl?raw';
import nature from './styles/nature.csl?raw';
import naturePublishingGroupVancouver from './styles/nature-publishing-group-vancouver.csl?raw';
import neurology from './styles/neurology.csl?raw';
import neuropsychopharmacology from './styles/neuropsychopharmacology.csl?raw';
import plos from './styles/plos.csl?raw';
import pnas from './styles/pnas.csl?raw';
import psychiatricServices from './styles/psychiatric-services.csl?raw';
import psychiatryAndClinicalNeurosciences from './styles/psychiatry-and-clinical-neurosciences.csl?raw';
import psychologicalMedicine from './styles/psychological-medicine.csl?raw';
import sageHarvard from './styles/sage-harvard.csl?raw';
import sageVancouver from './styles/sage-vancouver.csl?raw';
import science from './styles/science.csl?raw';
import springerBasicAuthorDate from './styles/springer-basic-author-date.csl?raw';
import springerBasicBrackets from './styles/springer-basic-brackets.csl?raw';
import springerSocpsychAuthorDate from './styles/springer-socpsych-author-date.csl?raw';
import springerSocpsychBrackets from './styles/springer-socpsych-brackets.csl?raw';
import springerVancouverAuthorDate from './styles/springer-vancouver-author-date.csl?raw';
import springerVancouverBrackets from './styles/springer-vancouver-brackets.csl?raw';
import taylorAndFrancisAma from './styles/taylor-and-francis-ama.csl?raw';
import taylorAndFrancisChicagoAuthorDate from './styles/taylor-and-francis-chicago-author-date.csl?raw';
import taylorAndFrancisNationalLibraryOfMedicine from './styles/taylor-and-francis-national-library-of-medicine.csl?raw';
import theAmericanJournalOfPsychiatry from './styles/the-american-journal-of-psychiatry.csl?raw';
import theBritishJournalOfPsychiatry from './styles/the-british-journal-of-psychiatry.csl?raw';
import theCanadianJournalOfPsychiatry from './styles/the-canadian-journal-of-psychiatry.csl?raw';
import theJournalOfNeuroscience from './styles/the-journal-of-neuroscience.csl?raw';
import theLancet from './styles/the-lancet.csl?raw';
import theNewEnglandJournalOfMedicine from './styles/the-new-england-journal-of-medicine.csl?raw';
import theWorldJournalOfBiologicalPsychiatry from './styles/the-world-journal-of-biological-psychiatry.csl?raw';
import trendsJournals from './styles/trends-journals.csl?raw';
import vancouver from './styles/vancouver.csl?raw';
import vancouverBrackets from './styles/vancouver-brackets.csl?raw';
import vancouverSuperscript from './styles/vancouver-superscript.csl?raw';

/** The text of each style of the catalogue, by its name there. */
export const styleFiles: ReadonlyMap<string, string> = new Map([
  ['american-medical-association', americanMedicalAssociation],
  ['american-medical-association-brackets', americanMedicalAssociationBrackets],
  ['annals-of-neurology', annalsOfNeurology],
  ['annual-reviews-author-date', annualReviewsAuthorDate],
  ['apa', apa],
  ['apa-6th-edition', apa6thEdition],
  ['biological-psychiatry', biologicalPsychiatry],
  ['biomed-central', biomedCentral],
  ['bmj', bmj],
  ['cell', cell],
  ['chicago-author-date', chicagoAuthorDate],
  ['chicago-fullnote-bibliography', chicagoFullnoteBibliography],
  ['chicago-note-bibliography', chicagoNoteBibliography],
  ['council-of-science-editors-author-date', councilOfScienceEditorsAuthorDate],
  ['current-opinion', currentOpinion],
  ['deutsche-gesellschaft-fur-psychologie', deutscheGesellschaftFurPsychologie],
  ['elife', elife],
  ['elsevier-harvard', elsevierHarvard],
  ['elsevier-vancouver', elsevierVancouver],
  ['elsevier-with-titles', elsevierWithTitles],
  ['eneuro', eneuro],
  ['european-journal-of-neuroscience', europeanJournalOfNeuroscience],
  ['frontiers', frontiers],
  ['frontiers-medical-journals', frontiersMedicalJournals],
  ['harvard-cite-them-right', harvardCiteThemRight],
  ['human-brain-mapping', humanBrainMapping],
  ['ieee', ieee],
  ['journal-of-psychiatry-and-neuroscience', journalOfPsychiatryAndNeuroscience],
  ['karger-journals', kargerJournals],
  ['modern-language-association', modernLanguageAssociation],
  ['molecular-psychiatry', molecularPsychiatry],
  ['multidisciplinary-digital-publishing-institute', multidisciplinaryDigitalPublishingInstitute],
  ['nature', nature],
  ['nature-publishing-group-vancouver', naturePublishingGroupVancouver],
  ['neurology', neurology],
  ['neuropsychopharmacology', neuropsychopharmacology],
  ['plos', plos],
  ['pnas', pnas],
  ['psychiatric-services', psychiatricServices],
  ['psychiatry-and-clinical-neurosciences', psychiatryAndClinicalNeurosciences],
  ['psychological-medicine', psychologicalMedicine],
  ['sage-harvard', sageHarvard],
  ['sage-vancouver', sageVancouver],
  ['science', science],
  ['springer-basic-author-date', springerBasicAuthorDate],
  ['springer-basic-brackets', springerBasicBrackets],
  ['springer-socpsych-author-date', springerSocpsychAuthorDate],
  ['springer-socpsych-brackets', springerSocpsychBrackets],
  ['springer-vancouver-author-date', springerVancouverAuthorDate],
  ['springer-vancouver-brackets', springerVancouverBrackets],
  ['taylor-and-francis-ama', taylorAndFrancisAma],
  ['taylor-and-francis-chicago-author-date', taylorAndFrancisChicagoAuthorDate],
  ['taylor-and-francis-national-library-of-medicine', taylorAndFrancisNationalLibraryOfMedicine],
  ['the-american-journal-of-psychiatry', theAmericanJournalOfPsychiatry],
  ['the-british-journal-of-psychiatry', theBritishJournalOfPsychiatry],
  ['the-canadian-journal-of-psychiatry', theCanadianJournalOfPsychiatry],
  ['the-journal-of-neuroscience', theJournalOfNeuroscience],
  ['the-lancet', theLancet],
  ['the-new-england-journal-of-medicine', theNewEnglandJournalOfMedicine],
  ['the-world-journal-of-biological-psychiatry', theWorldJournalOfBiologicalPsychiatry],
  ['trends-journals', trendsJournals],
  ['vancouver', vancouver],
  ['vancouver-brackets', vancouverBrackets],
  ['vancouver-superscript', vancouverSuperscript],
]);
