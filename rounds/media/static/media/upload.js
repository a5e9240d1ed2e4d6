// Says at once that a file is too large, and shows how much of it has arrived. The form works without it.
(() => {
  "use strict";
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const field = form.querySelector("input[type=file]");
  const fault = form.querySelector("[data-fault]");
  const underWay = form.querySelector("[data-under-way]");

  function isTooLarge() {
    const is = (field.files[0]?.size ?? 0) > Number(form.dataset.most);
    fault.hidden = !is;
    fault.textContent = is ? form.dataset.tooLarge : "";
    field.setAttribute("aria-invalid", String(is));
    return is;
  }

  function show(event) {
    const percent = Math.floor((100 * event.loaded) / event.total);
    underWay.querySelector("progress").value = percent;
    underWay.querySelector("[data-percent]").textContent = `${percent}%`;
  }

  function send() {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", show);
    request.addEventListener("load", () => {
      history.replaceState(null, "", request.responseURL);
      document.open(); // the page that came, with what it says; asking for it again would lose that
      document.write(request.responseText);
      document.close();
    });
    request.addEventListener("error", () => form.submit()); // the browser's own way says what is wrong
    underWay.hidden = false;
    form.querySelector("button").disabled = true;
    request.send(new FormData(form));
  }

  field.addEventListener("change", isTooLarge);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (isTooLarge()) field.focus();
    else send();
  });
})();
