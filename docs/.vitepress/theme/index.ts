// Without the web fonts of the theme: some are fetched only when a letter first needs them.
import DefaultTheme from "vitepress/theme-without-fonts";
import "./site.css";
import "./playground.css";
import "./commands.css";
import "./home.css";

export default DefaultTheme;
