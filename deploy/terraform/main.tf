# Souk in a plain Kubernetes cluster that is there already: a namespace, the addresses of its servers as one secret, and
# the manifests of deploy/kubernetes as they are. Formatted by "terraform fmt"; never applied where it was written.

terraform {
  required_version = ">= 1.5"
  required_providers {
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "~> 2.35"
    }
  }
}

variable "namespace" {
  type    = string
  default = "souk"
}

variable "image" {
  type        = string
  description = "The image of deploy/Dockerfile in a registry of yours, with its tag."
}

variable "settings" {
  type        = map(string)
  description = "What differs from deploy/kubernetes/settings.yaml: PUBLIC_URL, DEFAULT_TENANT and what else docs/settings.md names."
}

variable "servers" {
  type        = map(string)
  sensitive   = true
  description = "Addresses with passwords by the keys of settings.yaml: mongo-url, redis-url, nats-gateway-url and so on."
}

locals {
  files     = [for name in fileset("${path.module}/../kubernetes", "*.yaml") : name if name != "kustomization.yaml"]
  documents = flatten([for name in local.files : split("\n---\n", file("${path.module}/../kubernetes/${name}"))])
  manifests = [for document in local.documents : yamldecode(replace(document, "image: souk\n", "image: ${var.image}\n"))]
  named     = { for one in local.manifests : "${one.kind}/${one.metadata.name}" => one }
}

resource "kubernetes_namespace" "souk" {
  metadata {
    name = var.namespace
  }
}

resource "kubernetes_secret" "servers" {
  metadata {
    name      = "souk-servers"
    namespace = kubernetes_namespace.souk.metadata[0].name
  }
  data = var.servers
}

resource "kubernetes_manifest" "souk" {
  for_each = local.named
  manifest = merge(
    each.value,
    { metadata = merge(each.value.metadata, { namespace = var.namespace }) },
    each.value.kind == "ConfigMap" ? { data = merge(each.value.data, var.settings) } : {},
  )
  depends_on = [kubernetes_namespace.souk, kubernetes_secret.servers]
}
