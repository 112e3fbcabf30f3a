//! Deployments of WhatsApp (docs/api/v1.md, section 12).

use crate::schema::{Choice, Kind, Versions, name, object, prose, text};

static HOSTING: Choice = Choice {
    name: name!("DeploymentHostingKind"),
    doc: prose!(" Who runs a deployment: you, or the service."),
    words: &[("self", Versions::ALL), ("smooch", Versions::ALL)],
};

static METHOD: Choice = Choice {
    name: name!("ActivationMethod"),
    doc: prose!(" How a code comes to a phone number."),
    words: &[("sms", Versions::ALL), ("voice", Versions::ALL)],
};

object! {
    /// A deployment to create.
    pub DEPLOYMENT = "DeploymentCreate", "a deployment" {
        /// Who runs it.
        required hosting: Kind::Choice(&HOSTING);
        /// Its URL, if you run it.
        optional baseUrl: text().kind();
        /// The name of its account, if you run it.
        optional username: text().personal().kind();
        /// The password of its account, if you run it.
        optional password: text().personal().kind();
        /// The URL to which changes of its status are posted.
        optional callbackUrl: text().kind();
    }
}

object! {
    /// A phone number to activate. A code goes to it.
    pub ACTIVATE = "DeploymentActivate", "a phone number to activate" {
        /// The phone number, with `+` and country code.
        required phoneNumber: text().personal().kind();
        /// The certificate of the verified name.
        required verifiedNameCertificate: text().personal().kind();
        /// How the code comes.
        required method: Kind::Choice(&METHOD);
    }
}

object! {
    /// The code that came.
    pub CONFIRM = "DeploymentConfirm", "a code" {
        /// The code.
        required code: text().personal().kind();
    }
}
