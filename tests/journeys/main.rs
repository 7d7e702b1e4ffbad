//! Journeys through the application layer, on real vaults and folders.

mod apart;
mod bad_input;
mod folder_gone;
mod secrecy;
mod story;
mod typing;
mod week;
