/** The entry of bench.html, beside that of the page: Vite finds pages in one directory. */
import './words/locale';
import '../../bench/page/main';
