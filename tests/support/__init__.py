"""What tests share: small sites, builds, a browser and what is read of pages."""
