//! A release as such sends nothing: what is sent asks for the proof that it is in force today.

use care::prescriber::{PacketRefusal, SentPacket, send_packet};
use care::release::Release;
use care::workbook_entry::WorkbookEntry;

fn send(release: &Release, packet: SentPacket) -> Result<WorkbookEntry, PacketRefusal> {
    send_packet(release, packet) //~ E0308
}

fn main() {
    let _ = send;
}
