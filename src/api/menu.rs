//! The menu and the templates of an app (docs/api/v1.md, section 12).

use super::Method::{Delete, Get, Post, Put};
use super::row::{Paging, group, v1, v2};
use super::tables::{CREATE_TEMPLATE, MENU as BODY, UPDATE_TEMPLATE};
use crate::model::answer::EMPTY_ANSWER;
use crate::model::answer::menu::{MENU_ANSWER, TEMPLATE_ANSWER, TEMPLATES_PAGE};
use crate::model::typed::account::OFFSETS;
use crate::schema::{Doc, Kind};

/// The note on rows that v2 lacks.
const OF_V1: Doc = &[" v2 lacks it: the request goes to v1.1, and the bodies are those of v1.1."];

/// Which templates.
static QUERY: Kind = Kind::Object(&OFFSETS);

group! {
    /// The menu that channels show beside a conversation.
    pub MENU = "menu" {
        /// Reads the menu.
        "menu.get"(): [
            v1(Get, "/menu").responds(&MENU_ANSWER),
            v2(Get, "/v1.1/apps/{appId}/menu").responds(&MENU_ANSWER).doc(OF_V1),
        ];

        /// Replaces the menu.
        ///
        /// @example
        /// ```ts
        /// await smooch.menu.update({ items: [{ type: "postback", text: "Talk to us", payload: "AGENT" }] });
        /// ```
        "menu.update"(menu): [
            v1(Put, "/menu").checked(&BODY).responds(&MENU_ANSWER),
            v2(Put, "/v1.1/apps/{appId}/menu").checked(&BODY).responds(&MENU_ANSWER).doc(OF_V1),
        ];

        /// Removes the menu.
        "menu.delete"(): [
            v1(Delete, "/menu").responds(&MENU_ANSWER),
            v2(Delete, "/v1.1/apps/{appId}/menu").responds(&MENU_ANSWER).doc(OF_V1),
        ];
    }
}

group! {
    /// Messages that are kept under a name. `%{{template: name}}%` in the text of a message sends one.
    pub TEMPLATES = "templates" {
        /// Creates a template. It is not retried if it may have happened.
        ///
        /// @example
        /// ```ts
        /// await smooch.templates.create({
        ///   name: "hours",
        ///   message: { role: "appMaker", type: "text", text: "We are open from nine to five." },
        /// });
        /// ```
        "templates.create"(template): [
            v1(Post, "/templates").checked(&CREATE_TEMPLATE).responds(&TEMPLATE_ANSWER),
            v2(Post, "/v1.1/apps/{appId}/templates").checked(&CREATE_TEMPLATE).responds(&TEMPLATE_ANSWER).doc(OF_V1),
        ];

        /// Lists the templates of the app, page by page.
        "templates.list"(): [
            v1(Get, "/templates").typed_query(&QUERY).paged(Paging::Offset).responds(&TEMPLATES_PAGE),
            v2(Get, "/v1.1/apps/{appId}/templates").typed_query(&QUERY).paged(Paging::Offset).responds(&TEMPLATES_PAGE)
                .doc(OF_V1),
        ];

        /// Reads a template.
        "templates.get"(id): [
            v1(Get, "/templates/{templateId}").responds(&TEMPLATE_ANSWER),
            v2(Get, "/v1.1/apps/{appId}/templates/{templateId}").responds(&TEMPLATE_ANSWER).doc(OF_V1),
        ];

        /// Changes a template. Fields left out stay as they are.
        "templates.update"(id, changes): [
            v1(Put, "/templates/{templateId}").checked(&UPDATE_TEMPLATE).responds(&TEMPLATE_ANSWER),
            v2(Put, "/v1.1/apps/{appId}/templates/{templateId}").checked(&UPDATE_TEMPLATE).responds(&TEMPLATE_ANSWER)
                .doc(OF_V1),
        ];

        /// Removes a template.
        "templates.delete"(id): [
            v1(Delete, "/templates/{templateId}").responds(&EMPTY_ANSWER),
            v2(Delete, "/v1.1/apps/{appId}/templates/{templateId}").responds(&EMPTY_ANSWER).doc(OF_V1),
        ];
    }
}
