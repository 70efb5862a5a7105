"""The benchmark as one command: builds, rebuilds, engines and stages at growing sizes, and a page of them."""
