// The order in which the modules are joined: a module stands below those that it imports.
// Joined into one classic script, with a content hash in its name, when the site is built: browsers load no modules
// from a folder on disk. `texts` is made from the group `script` of the catalog.
import "./texts.js"; // say(): the words of the interface
import "./scheme.js"; // light or dark, by a switch that remembers
import "./copying.js"; // copy(): to the clipboard, with an answer
import "./data-files.js"; // loadData(): script files that hold data, at first use
import "./permalinks.js"; // the mark beside a paragraph copies its address
import "./contents.js"; // the section that is being read
import "./timeline-filter.js"; // the list of events by theme and words, with its state in the address
import "./citing.js"; // the citation of a page, a work or a note, copied
import "./bibliography.js"; // the bibliography by year, by uses, in part
