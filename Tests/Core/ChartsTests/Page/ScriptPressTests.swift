import Testing

@testable import Charts

@Suite("ScriptPress")
struct ScriptPressTests {
    @Test("a script is cut into words; templates go on behind their expressions")
    func tokens() {
        let script = "let a = `x${b + `y${c}`} z`; // why\n/[/]/g"
        #expect(
            ScriptTokens(script.replacing("[/]", with: "\\/")).tokens.map(\.text) == [
                "let", "a", "=", "`x${", "b", "+", "`y${", "c", "}`", "} z`", ";", "/\\//g",
            ]
        )
        #expect(
            ScriptTokens("x => ({ ...y, n: 1.5e-3, s: 'a\\'b' })").tokens.map(\.text) == [
                "x", "=>", "(", "{", "...", "y", ",", "n", ":", "1.5e-3", ",", "s", ":", "'a\\'b'", "}", ")",
            ]
        )
        #expect(
            ScriptTokens("i++ / 2 - --j * .5").tokens.map(\.text) == ["i", "++", "/", "2", "-", "--", "j", "*", ".5"]
        )
        #expect(ScriptTokens("").tokens.isEmpty)
    }

    @Test("variables get short names, properties keep theirs")
    func names() {
        #expect(
            ScriptPress.pressed("const long = (value) => value.length + value.size;") == "let b=(a)=>a.length+a.size;"
        )
        #expect(ScriptPress.pressed("const { x, y: other } = thing;") == "let{x:d,y:a}=b;".replacing("d", with: "c"))
        #expect(ScriptPress.pressed("f({ x, name: x, ...rest });") == "b({x:a,name:a,...c});")
        #expect(ScriptPress.pressed("a ? [b, c] : d") == "a?[b,c]:d")
    }

    @Test("the script's own properties are shortened too, never to another property's name")
    func own() {
        #expect(ScriptPress.pressed("const { lay } = s; lay.lay.b = lay.a;") == "let{c}=a;c.c.b=c.a;")
    }

    @Test("declarations that follow each other become one, unless something stands between")
    func declarations() {
        #expect(ScriptPress.pressed("const a = 1;\nconst b = 2;\nlet c;") == "let a=1,b=2,c;")
        #expect(ScriptPress.pressed("let a = 1; a++; let b;") == "let a=1;a++;let b;")
        #expect(ScriptPress.pressed("let a = 1; [a] = b; let c;") == "let a=1;[a]=b;let c;")
        #expect(
            ScriptPress.pressed("const f = () => { g(); const a = 1; };\nconst h = f;")
                == "let a=()=>{c();let b=1},d=a;"
        )
        #expect(ScriptPress.pressed("for (let i = 0; i < 3; i++) f(i);") == "for(let a=0;a<3;a++)b(a);")
    }

    @Test("words stay apart, and so do signs that would join")
    func space() {
        #expect(ScriptPress.pressed("return new Map;") == "return new Map;")
        #expect(ScriptPress.pressed("a + +b - -c") == "a+ +b- -c")
        #expect(
            ScriptPress.pressed("for (const x of y) if (x) continue; else z();")
                == "for(let a of b)if(a)continue;else c();"
        )
    }

    @Test("no property of the script's own is one of the embedded numbers or of the browser")
    func disjoint() {
        let known = [
            "id", "title", "note", "width", "height", "x", "y", "series", "marks", "name", "unit", "scale", "range",
            "names", "kind", "colour", "dashed", "low", "high", "end", "label", "text", "data", "zoomed", "hidden",
            "attach", "update", "get", "key", "style", "length", "map", "filter", "tabIndex", "open", "disabled",
            "clientX", "clientY", "button", "type", "children",
        ]
        #expect(ScriptPress.own.isDisjoint(with: known))
    }
}
