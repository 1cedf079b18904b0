// Every <select class="picker"> asks its data-source for choices while one types.
(function ($) {
  "use strict";

  const PAGE = 20;

  function remote(source) {
    return {
      url: source,
      delay: 200,
      data: (asked) => ({ q: asked.term || "", page: (asked.page || 1) - 1 }),
      processResults: (answer, asked) => ({
        results: answer.result.map((row) => ({ id: String(row.value), text: row.text })),
        pagination: { more: (asked.page || 1) * PAGE < answer.count },
      }),
    };
  }

  function enhance(select) {
    if (select.dataset.ready) {
      return;
    }
    select.dataset.ready = "1";
    $(select).select2({
      ajax: remote(select.dataset.source),
      allowClear: !select.required && !select.multiple,
      placeholder: select.dataset.placeholder,
      theme: "bootstrap",
      width: "100%",
    });
  }

  function enhanceAll(root) {
    root.querySelectorAll("select.picker").forEach(enhance);
  }

  enhanceAll(document);
  // the search form of a list adds its fields one by one
  const filters = document.querySelector(".filters");
  if (filters) {
    new MutationObserver(() => enhanceAll(filters)).observe(filters, {
      childList: true,
      subtree: true,
    });
  }
  // a search starts in the search field, which select2 forgets with jQuery 3.6 and newer
  $(document).on("select2:open", () => {
    const field = document.querySelector(".select2-container--open .select2-search__field");
    if (field) {
      field.focus();
    }
  });
})(jQuery);
