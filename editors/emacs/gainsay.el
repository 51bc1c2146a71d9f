;;; gainsay.el --- gainsay for Emacs -*- lexical-binding: t; -*-

;; With eglot, which Emacs 29 and newer bring along:
;;   (load "/path/to/gainsay.el")
;; then M-x eglot in a text of a project, or let the hooks below do so.

(require 'eglot)

(defvar gainsay-options '(:decided "hint" :inlayHints :json-false :codeLens :json-false)
  "Settings of the server; all others stand in gainsay.toml.")

(defun gainsay-contact (&optional _interactive)
  "How to start the server."
  (list "gainsay" "lsp" :initializationOptions gainsay-options))

(add-to-list 'eglot-server-programs '((markdown-mode gfm-mode text-mode) . gainsay-contact))

(add-hook 'markdown-mode-hook #'eglot-ensure)
(add-hook 'text-mode-hook #'eglot-ensure)

(provide 'gainsay)
;;; gainsay.el ends here
