//! Tests of the order in which things are said.

use super::{Answer, Broken, Conversation, QUESTIONS_MAX, Question, Reply, Request, Said};
use ifrace_model::policy::DeviceKind;

const GENERATE: Request = Request::Generate { kind: DeviceKind::Tap, name: None, probes_fail: false };

/// A conversation with a subject on this host, which has said hello.
fn begun(host: &str) -> Conversation {
    let mut conversation = Conversation::default();
    let hello = format!("{{\"type\":\"hello\",\"protocol\":1,\"name\":\"x\",\"host\":\"{host}\",\"kinds\":[\"tap\"]}}\n");
    conversation.feed(hello.as_bytes()).unwrap();
    assert!(conversation.hello().unwrap().is_some());
    conversation
}

/// What is wrong with these lines as the answer to a request.
fn wrong(host: &str, request: &Request, said: &str) -> String {
    let mut conversation = begun(host);
    conversation.request(request).unwrap();
    conversation.feed(said.as_bytes()).unwrap();
    loop {
        match conversation.next() {
            Ok(Some(_)) => {}
            Ok(None) => panic!("nothing is wrong with {said}"),
            Err(Broken::Protocol(why)) => return why,
            Err(other) => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_hello_may_come_in_pieces() {
    let mut conversation = Conversation::default();
    conversation.feed(b"{\"type\":\"hello\",\"protocol\":1,\"na").unwrap();
    assert_eq!(conversation.hello(), Ok(None));
    conversation.feed(b"me\":\"x\",\"host\":\"ask\",\"kinds\":[\"tap\"]}\n").unwrap();
    assert_eq!(conversation.hello().unwrap().map(|hello| hello.name).as_deref(), Some("x"));
}

#[test]
fn questions_may_come_before_their_answers() {
    let mut conversation = begun("ask");
    conversation.request(&GENERATE).unwrap();
    let lines = "{\"type\":\"exists\",\"id\":1,\"name\":\"a\"}\n{\"type\":\"create\",\"id\":1,\"name\":\"b\"}\n";
    conversation.feed(lines.as_bytes()).unwrap();
    let create = Question::Create { name: b"b".to_vec(), exclusive: false };
    for question in [Question::Exists { name: b"a".to_vec() }, create] {
        assert_eq!(conversation.next(), Ok(Some(Said::Question(question))));
    }
    assert_eq!(conversation.answer(&Answer::Exists(true)), "{\"type\":\"answer\",\"id\":1,\"exists\":true}\n");
    conversation.feed(b"{\"type\":\"refused\",\"id\":1,\"reason\":\"none\"}\n").unwrap();
    assert_eq!(conversation.next(), Ok(Some(Said::Reply(Reply::Refused { reason: "none".to_owned() }))));
    assert!(conversation.request(&Request::Reset).unwrap().contains("\"id\":2"));
}

#[test]
fn what_has_no_place_is_refused() {
    let reserve = Request::Reserve { name: b"vnet0".to_vec() };
    let cases = [
        (&GENERATE, "{\"type\":\"literal\",\"id\":2}\n", "the request that is open is 1, not 2"),
        (&GENERATE, "{\"type\":\"literal\",\"id\":1}\n{\"type\":\"literal\",\"id\":1}\n", "no request is open"),
        (&GENERATE, "{\"type\":\"done\",\"id\":1}\n", "\"done\" is no reply to this request"),
        (&reserve, "{\"type\":\"named\",\"id\":1,\"name\":\"a\"}\n", "\"named\" is no reply to this request"),
        (&reserve, "{\"type\":\"exists\",\"id\":1,\"name\":\"a\"}\n", "only a request to generate has questions"),
        (&GENERATE, "{\"type\":\"hello\",\"protocol\":1}\n", "unknown variant `hello`"),
    ];
    for (request, said, why) in cases {
        let found = wrong("ask", request, said);
        assert!(found.contains(why), "{found}");
    }
    assert!(wrong("netns", &GENERATE, "{\"type\":\"exists\",\"id\":1,\"name\":\"a\"}\n").contains("it looks itself"));
}

#[test]
fn what_comes_between_two_requests_is_refused() {
    let mut conversation = begun("ask");
    conversation.request(&GENERATE).unwrap();
    conversation.feed(b"{\"type\":\"literal\",\"id\":1}\n{\"ty").unwrap();
    assert_eq!(conversation.next(), Ok(Some(Said::Reply(Reply::Literal))));
    let why = conversation.request(&Request::Restart).unwrap_err().to_string();
    assert_eq!(why, "nobody asked for what it says: {\\\"ty");
}

#[test]
fn questions_have_an_end() {
    let mut conversation = begun("ask");
    conversation.request(&GENERATE).unwrap();
    let question = b"{\"type\":\"exists\",\"id\":1,\"name\":\"a\"}\n";
    for _ in 0..QUESTIONS_MAX {
        conversation.feed(question).unwrap();
        assert!(conversation.next().is_ok_and(|said| said.is_some()));
    }
    conversation.feed(question).unwrap();
    assert_eq!(conversation.next(), Err(Broken::Endless(QUESTIONS_MAX)));
}
