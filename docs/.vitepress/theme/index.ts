// Without the theme's web fonts, because some are fetched only when a letter first needs them.
import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import { searchBoost } from "../search.ts";
import { printLight } from "./paper.ts";
import "./site.css";
import "./playground.css";
import "./commands.css";
import "./home.css";

export default {
  extends: DefaultTheme,
  enhanceApp({ siteData }) {
    if (!import.meta.env.SSR) printLight();
    const site = siteData.value;
    // Not in the configuration: VitePress passes functions to the browser as text, which a strict content policy
    // forbids.
    const options = { miniSearch: { searchOptions: { boostDocument: searchBoost } } };
    const search = { ...site.themeConfig.search, options };
    siteData.value = { ...site, themeConfig: { ...site.themeConfig, search } };
  },
} satisfies Theme;
