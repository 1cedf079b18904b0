// The box that searches while one types: Tom Select with what we use of it.
import TomSelect from "tom-select/base";
import clearButton from "tom-select/plugins/clear_button/plugin.js";
import removeButton from "tom-select/plugins/remove_button/plugin.js";
import virtualScroll from "tom-select/plugins/virtual_scroll/plugin.js";

TomSelect.define("clear_button", clearButton);
TomSelect.define("remove_button", removeButton);
TomSelect.define("virtual_scroll", virtualScroll);

export default TomSelect;
