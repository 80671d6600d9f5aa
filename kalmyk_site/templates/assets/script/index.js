// The order in which the modules are joined: a module stands below those that it imports.
// Joined into one classic script, with a content hash in its name, when the site is built: browsers load no modules
// from a folder on disk. `texts` is made from the group `script` of the catalog.
import "./texts.js"; // say(): the words of the interface
import "./scheme.js"; // light or dark, by a switch that remembers
import "./copying.js"; // copy(): to the clipboard, with an answer
import "./data-files.js"; // loadData(): script files that hold data, at first use
import "./permalinks.js"; // the mark beside a paragraph copies its address
import "./reporting.js"; // a report of an error names the very statement
import "./lay-out.js"; // the parts of a long page, laid out in pauses
import "./contents.js"; // the section that is being read
import "./timeline-filter.js"; // the list of events by theme and words, with its state in the address
import "./notes.js"; // a note that is opened
import "./printing.js"; // pictures that nobody has scrolled to, for paper
import "./citing.js"; // the citation of a page, a work or a note, copied
import "./bibliography.js"; // the bibliography by year, by uses, in part
import "./folding.js"; // names to keys, by the table of the jump index
import "./edit-distance.js"; // how many letters two words differ by
import "./jump-index.js"; // everything that can be jumped to, loaded when it is needed
import "./jump-ranking.js"; // what a query finds in it, best first
import "./suggestions.js"; // a field with a list of suggestions
import "./jump-dialog.js"; // Jump to, on every page
import "./search-fields.js"; // search fields on pages suggest names
import "./search-passages.js"; // the passages of a text that hold what was asked for
import "./search-page.js"; // the page of the search
import "./nearest-pages.js"; // addresses that lead nowhere offer the nearest
