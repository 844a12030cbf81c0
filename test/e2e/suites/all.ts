// Every suite that runs inside VS Code, in both hosts.
import './activation.suite.ts';
import './citations.suite.ts';
import './languages.suite.ts';
import './terms.suite.ts';
import './outline.suite.ts';
import './preview.suite.ts';
import './export.suite.ts';
import './import.suite.ts';
import './fromNothing.suite.ts';
import './assistants.suite.ts';
import './onPurpose.suite.ts';
