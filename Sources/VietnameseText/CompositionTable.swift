/// The canonical decompositions of Unicode 14 (UnicodeData.txt, field 5),
/// written so that a reader can check them by eye.
///
/// Hangul syllables are computed, see ``Composition``; everything else that
/// changes under NFC or composes is here.
enum CompositionTable {
    /// For each combining mark, letters in twos: without it, with it.
    static let lettersByMark: [(mark: UInt32, letters: String)] = [
        (
            0x0300,
            """
            AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹЕЀИЍеѐиѝĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳ\
            ἀἂἁἃἈἊἉἋἐἒἑἓἘἚἙἛἠἢἡἣἨἪἩἫἰἲἱἳἸἺἹἻὀὂὁὃὈὊὉὋὐὒὑὓὙὛὠὢὡὣὨὪὩὫαὰεὲηὴιὶοὸυὺωὼΑᾺΕῈΗῊ᾿῍\
            ϊῒΙῚ῾῝ϋῢΥῪ¨῭ΟῸΩῺ
            """
        ),
        (
            0x0301,
            """
            AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽØǾøǿ¨΅ΑΆΕΈΗΉ\
            ΙΊΟΌΥΎΩΏϊΐαάεέηήιίϋΰοόυύωώϒϓГЃКЌгѓкќÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃ\
            ÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứἀἄἁἅἈἌἉἍἐἔἑἕἘἜἙἝἠἤἡἥἨἬἩἭἰἴἱἵἸἼἹἽὀὄὁὅὈὌὉὍὐὔὑὕὙὝὠὤὡὥὨὬ\
            ὩὭ᾿῎῾῞
            """
        ),
        (
            0x0302,
            """
            AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ
            """
        ),
        (0x0303, "AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ"),
        (
            0x0304,
            """
            AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳИӢиӣУӮуӯGḠgḡḶḸḷḹṚṜṛṝ\
            αᾱΑᾹιῑΙῙυῡΥῩ
            """
        ),
        (
            0x0306,
            """
            AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭУЎИЙийуўЖӁжӂАӐаӑЕӖеӗȨḜȩḝẠẶạặαᾰΑᾸιῐΙῘυῠΥῨ
            """
        ),
        (
            0x0307,
            """
            CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤśṥŠṦšṧṢṨṣṩTṪ\
            tṫWẆwẇXẊxẋYẎyẏſẛ
            """
        ),
        (
            0x0308,
            """
            AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸΙΪΥΫιϊυϋϒϔЕЁІЇеёіїАӒаӓӘӚәӛЖӜжӝЗӞзӟИӤиӥОӦоӧӨӪөӫЭӬэӭУӰ\
            уӱЧӴчӵЫӸыӹHḦhḧÕṎõṏŪṺūṻWẄwẅXẌxẍtẗ
            """
        ),
        (0x0309, "AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ"),
        (0x030A, "AÅaåUŮuůwẘyẙ"),
        (0x030B, "OŐoőUŰuűУӲуӳ"),
        (
            0x030C,
            """
            CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩƷǮʒǯjǰHȞhȟ
            """
        ),
        (0x030F, "AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕѴѶѵѷ"),
        (0x0311, "AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ"),
        (0x0313, "αἀΑἈεἐΕἘηἠΗἨιἰΙἸοὀΟὈυὐωὠΩὨρῤ"),
        (0x0314, "αἁΑἉεἑΕἙηἡΗἩιἱΙἹοὁΟὉυὑΥὙωὡΩὩρῥΡῬ"),
        (0x031B, "OƠoơUƯuư"),
        (
            0x0323,
            """
            BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiịOỌoọƠỢơợUỤuụ\
            ƯỰưựYỴyỵ
            """
        ),
        (0x0324, "UṲuṳ"),
        (0x0325, "AḀaḁ"),
        (0x0326, "SȘsșTȚtț"),
        (0x0327, "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ"),
        (0x0328, "AĄaąEĘeęIĮiįUŲuųOǪoǫ"),
        (0x032D, "DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ"),
        (0x032E, "HḪhḫ"),
        (0x0330, "EḚeḛIḬiḭUṴuṵ"),
        (0x0331, "BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ"),
        (
            0x0338,
            """
            ←↚→↛↔↮⇐⇍⇔⇎⇒⇏∃∄∈∉∋∌∣∤∥∦∼≁≃≄≅≇≈≉=≠≡≢≍≭<≮>≯≤≰≥≱≲≴≳≵≶≸≷≹≺⊀≻⊁⊂⊄⊃⊅⊆⊈⊇⊉⊢⊬⊨⊭⊩⊮⊫⊯≼⋠≽⋡\
            ⊑⋢⊒⋣⊲⋪⊳⋫⊴⋬⊵⋭
            """
        ),
        (0x0342, "ἀἆἁἇἈἎἉἏἠἦἡἧἨἮἩἯἰἶἱἷἸἾἹἿὐὖὑὗὙὟὠὦὡὧὨὮὩὯαᾶ¨῁ηῆ᾿῏ιῖϊῗ῾῟υῦϋῧωῶ"),
        (
            0x0345,
            """
            ἀᾀἁᾁἂᾂἃᾃἄᾄἅᾅἆᾆἇᾇἈᾈἉᾉἊᾊἋᾋἌᾌἍᾍἎᾎἏᾏἠᾐἡᾑἢᾒἣᾓἤᾔἥᾕἦᾖἧᾗἨᾘἩᾙἪᾚἫᾛἬᾜἭᾝἮᾞἯᾟὠᾠὡᾡὢᾢὣᾣὤᾤὥᾥ\
            ὦᾦὧᾧὨᾨὩᾩὪᾪὫᾫὬᾬὭᾭὮᾮὯᾯὰᾲαᾳάᾴᾶᾷΑᾼὴῂηῃήῄῆῇΗῌὼῲωῳώῴῶῷΩῼ
            """
        ),
        (
            0x3099,
            """
            かがきぎくぐけげこごさざしじすずせぜそぞただちぢつづてでとどはばひびふぶへべほぼ\
            うゔゝゞカガキギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドハバヒビフブ\
            ヘベホボウヴワヷヰヸヱヹヲヺヽヾ
            """
        ),
        (0x309A, "はぱひぴふぷへぺほぽハパヒピフプヘペホポ"),
    ]

    /// Scripts whose marks do not print alone, in threes: composed, first, second.
    static let otherPairs: [UInt32] = [
        0x0622, 0x0627, 0x0653, 0x0623, 0x0627, 0x0654, 0x0624, 0x0648, 0x0654,
        0x0626, 0x064A, 0x0654, 0x06C0, 0x06D5, 0x0654, 0x06C2, 0x06C1, 0x0654,
        0x06D3, 0x06D2, 0x0654, 0x0625, 0x0627, 0x0655, 0x0929, 0x0928, 0x093C,
        0x0931, 0x0930, 0x093C, 0x0934, 0x0933, 0x093C, 0x09CB, 0x09C7, 0x09BE,
        0x09CC, 0x09C7, 0x09D7, 0x0B4B, 0x0B47, 0x0B3E, 0x0B48, 0x0B47, 0x0B56,
        0x0B4C, 0x0B47, 0x0B57, 0x0BCA, 0x0BC6, 0x0BBE, 0x0BCB, 0x0BC7, 0x0BBE,
        0x0B94, 0x0B92, 0x0BD7, 0x0BCC, 0x0BC6, 0x0BD7, 0x0C48, 0x0C46, 0x0C56,
        0x0CCA, 0x0CC6, 0x0CC2, 0x0CC0, 0x0CBF, 0x0CD5, 0x0CC7, 0x0CC6, 0x0CD5,
        0x0CCB, 0x0CCA, 0x0CD5, 0x0CC8, 0x0CC6, 0x0CD6, 0x0D4A, 0x0D46, 0x0D3E,
        0x0D4B, 0x0D47, 0x0D3E, 0x0D4C, 0x0D46, 0x0D57, 0x0DDA, 0x0DD9, 0x0DCA,
        0x0DDD, 0x0DDC, 0x0DCA, 0x0DDC, 0x0DD9, 0x0DCF, 0x0DDE, 0x0DD9, 0x0DDF,
        0x1026, 0x1025, 0x102E, 0x1B06, 0x1B05, 0x1B35, 0x1B08, 0x1B07, 0x1B35,
        0x1B0A, 0x1B09, 0x1B35, 0x1B0C, 0x1B0B, 0x1B35, 0x1B0E, 0x1B0D, 0x1B35,
        0x1B12, 0x1B11, 0x1B35, 0x1B3B, 0x1B3A, 0x1B35, 0x1B3D, 0x1B3C, 0x1B35,
        0x1B40, 0x1B3E, 0x1B35, 0x1B41, 0x1B3F, 0x1B35, 0x1B43, 0x1B42, 0x1B35,
        0x1109A, 0x11099, 0x110BA, 0x1109C, 0x1109B, 0x110BA, 0x110AB, 0x110A5, 0x110BA,
        0x1112E, 0x11131, 0x11127, 0x1112F, 0x11132, 0x11127, 0x1134B, 0x11347, 0x1133E,
        0x1134C, 0x11347, 0x11357, 0x114BC, 0x114B9, 0x114B0, 0x114BB, 0x114B9, 0x114BA,
        0x114BE, 0x114B9, 0x114BD, 0x115BA, 0x115B8, 0x115AF, 0x115BB, 0x115B9, 0x115AF,
        0x11938, 0x11935, 0x11930,
    ]

    /// Composition exclusions (CompositionExclusions.txt), in threes: composed,
    /// first, second. NFC takes them apart and never builds them.
    static let decomposedOnly: [UInt32] = [
        0x0344, 0x0308, 0x0301, 0x0958, 0x0915, 0x093C, 0x0959, 0x0916, 0x093C,
        0x095A, 0x0917, 0x093C, 0x095B, 0x091C, 0x093C, 0x095C, 0x0921, 0x093C,
        0x095D, 0x0922, 0x093C, 0x095E, 0x092B, 0x093C, 0x095F, 0x092F, 0x093C,
        0x09DC, 0x09A1, 0x09BC, 0x09DD, 0x09A2, 0x09BC, 0x09DF, 0x09AF, 0x09BC,
        0x0A33, 0x0A32, 0x0A3C, 0x0A36, 0x0A38, 0x0A3C, 0x0A59, 0x0A16, 0x0A3C,
        0x0A5A, 0x0A17, 0x0A3C, 0x0A5B, 0x0A1C, 0x0A3C, 0x0A5E, 0x0A2B, 0x0A3C,
        0x0B5C, 0x0B21, 0x0B3C, 0x0B5D, 0x0B22, 0x0B3C, 0x0F43, 0x0F42, 0x0FB7,
        0x0F4D, 0x0F4C, 0x0FB7, 0x0F52, 0x0F51, 0x0FB7, 0x0F57, 0x0F56, 0x0FB7,
        0x0F5C, 0x0F5B, 0x0FB7, 0x0F69, 0x0F40, 0x0FB5, 0x0F73, 0x0F71, 0x0F72,
        0x0F75, 0x0F71, 0x0F74, 0x0F76, 0x0FB2, 0x0F80, 0x0F78, 0x0FB3, 0x0F80,
        0x0F81, 0x0F71, 0x0F80, 0x0F93, 0x0F92, 0x0FB7, 0x0F9D, 0x0F9C, 0x0FB7,
        0x0FA2, 0x0FA1, 0x0FB7, 0x0FA7, 0x0FA6, 0x0FB7, 0x0FAC, 0x0FAB, 0x0FB7,
        0x0FB9, 0x0F90, 0x0FB5, 0x2ADC, 0x2ADD, 0x0338, 0xFB1D, 0x05D9, 0x05B4,
        0xFB1F, 0x05F2, 0x05B7, 0xFB2A, 0x05E9, 0x05C1, 0xFB2B, 0x05E9, 0x05C2,
        0xFB2C, 0xFB49, 0x05C1, 0xFB2D, 0xFB49, 0x05C2, 0xFB2E, 0x05D0, 0x05B7,
        0xFB2F, 0x05D0, 0x05B8, 0xFB30, 0x05D0, 0x05BC, 0xFB31, 0x05D1, 0x05BC,
        0xFB32, 0x05D2, 0x05BC, 0xFB33, 0x05D3, 0x05BC, 0xFB34, 0x05D4, 0x05BC,
        0xFB35, 0x05D5, 0x05BC, 0xFB36, 0x05D6, 0x05BC, 0xFB38, 0x05D8, 0x05BC,
        0xFB39, 0x05D9, 0x05BC, 0xFB3A, 0x05DA, 0x05BC, 0xFB3B, 0x05DB, 0x05BC,
        0xFB3C, 0x05DC, 0x05BC, 0xFB3E, 0x05DE, 0x05BC, 0xFB40, 0x05E0, 0x05BC,
        0xFB41, 0x05E1, 0x05BC, 0xFB43, 0x05E3, 0x05BC, 0xFB44, 0x05E4, 0x05BC,
        0xFB46, 0x05E6, 0x05BC, 0xFB47, 0x05E7, 0x05BC, 0xFB48, 0x05E8, 0x05BC,
        0xFB49, 0x05E9, 0x05BC, 0xFB4A, 0x05EA, 0x05BC, 0xFB4B, 0x05D5, 0x05B9,
        0xFB4C, 0x05D1, 0x05BF, 0xFB4D, 0x05DB, 0x05BF, 0xFB4E, 0x05E4, 0x05BF,
        0x1D15E, 0x1D157, 0x1D165, 0x1D15F, 0x1D158, 0x1D165, 0x1D160, 0x1D15F, 0x1D16E,
        0x1D161, 0x1D15F, 0x1D16F, 0x1D162, 0x1D15F, 0x1D170, 0x1D163, 0x1D15F, 0x1D171,
        0x1D164, 0x1D15F, 0x1D172, 0x1D1BB, 0x1D1B9, 0x1D165, 0x1D1BC, 0x1D1BA, 0x1D165,
        0x1D1BD, 0x1D1BB, 0x1D16E, 0x1D1BE, 0x1D1BC, 0x1D16E, 0x1D1BF, 0x1D1BB, 0x1D16F,
        0x1D1C0, 0x1D1BC, 0x1D16F,
    ]

    /// One character that NFC replaces by another, in twos: from, to.
    static let singletons: [UInt32] = [
        0x0340, 0x0300, 0x0341, 0x0301, 0x0343, 0x0313, 0x0374, 0x02B9,
        0x037E, 0x003B, 0x0387, 0x00B7, 0x1F71, 0x03AC, 0x1F73, 0x03AD,
        0x1F75, 0x03AE, 0x1F77, 0x03AF, 0x1F79, 0x03CC, 0x1F7B, 0x03CD,
        0x1F7D, 0x03CE, 0x1FBB, 0x0386, 0x1FBE, 0x03B9, 0x1FC9, 0x0388,
        0x1FCB, 0x0389, 0x1FD3, 0x0390, 0x1FDB, 0x038A, 0x1FE3, 0x03B0,
        0x1FEB, 0x038E, 0x1FEE, 0x0385, 0x1FEF, 0x0060, 0x1FF9, 0x038C,
        0x1FFB, 0x038F, 0x1FFD, 0x00B4, 0x2000, 0x2002, 0x2001, 0x2003,
        0x2126, 0x03A9, 0x212A, 0x004B, 0x212B, 0x00C5, 0x2329, 0x3008,
        0x232A, 0x3009,
    ]

    /// CJK compatibility ideographs, which NFC replaces one for one: runs of
    /// consecutive code points and what each becomes.
    static let ideographs: [(first: UInt32, replacements: String)] = [
        (
            0xF900,
            """
            豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟\
            廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累\
            縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮\
            兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈\
            裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉\
            杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘\
            藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀
            """
        ),
        (0xFA10, "塚"),
        (0xFA12, "晴"),
        (0xFA15, "凞猪益礼神祥福靖精羽"),
        (0xFA20, "蘒"),
        (0xFA22, "諸"),
        (0xFA25, "逸都"),
        (
            0xFA2A,
            """
            飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝\
            禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵𤋮舘
            """
        ),
        (
            0xFA70,
            """
            並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流\
            滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹\
            變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎
            """
        ),
        (
            0x2F800,
            """
            丽丸乁𠄢你侮侻倂偺備僧像㒞𠘺免兔兤具𠔜㒹內再𠕋冗冤仌冬况𩇟凵刃㓟刻剆割剷㔕勇勉勤\
            勺包匆北卉卑博即卽卿卿卿𠨬灰及叟𠭣叫叱吆咞吸呈周咢哶唐啓啣善善喙喫喳嗂圖嘆圗噑噴\
            切壮城埴堍型堲報墬𡓤売壷夆多夢奢𡚨𡛪姬娛娧姘婦㛮㛼嬈嬾嬾𡧈寃寘寧寳𡬘寿将当尢㞁屠\
            屮峀岍𡷤嵃𡷦嵮嵫嵼巡巢㠯巽帨帽幩㡢𢆃㡼庰庳庶廊𪎒廾𢌱𢌱舁弢弢㣇𣊸𦇚形彫㣣徚忍志忹\
            悁㤺㤜悔𢛔惇慈慌慎慌慺憎憲憤憯懞懲懶成戛扝抱拔捐𢬌挽拼捨掃揤𢯱搢揅掩㨮摩摾撝摷㩬\
            敏敬𣀊旣書晉㬙暑㬈㫤冒冕最暜肭䏙朗望朡杞杓𣏃㭉柺枅桒梅𣑭梎栟椔㮝楂榣槪檨𣚣櫛㰘次\
            𣢧歔㱎歲殟殺殻𣪍𡴋𣫺汎𣲼沿泍汧洖派海流浩浸涅𣴞洴港湮㴳滋滇𣻑淹潮𣽞𣾎濆瀹瀞瀛㶖灊\
            災灷炭𠔥煅𤉣熜𤎫爨爵牐𤘈犀犕𤜵𤠔獺王㺬玥㺸㺸瑇瑜瑱璅瓊㼛甤𤰶甾𤲒異𢆟瘐𤾡𤾸𥁄㿼䀈\
            直𥃳𥃲𥄙𥄳眞真真睊䀹瞋䁆䂖𥐝硎碌磌䃣𥘦祖𥚚𥛅福秫䄯穀穊穏𥥼𥪧𥪧竮䈂𥮫篆築䈧𥲀糒䊠\
            糨糣紀𥾆絣䌁緇縂繅䌴𦈨𦉇䍙𦋙罺𦌾羕翺者𦓚𦔣聠𦖨聰𣍟䏕育脃䐋脾媵𦞧𦞵𣎓𣎜舁舄辞䑫芑\
            芋芝劳花芳芽苦𦬼若茝荣莭茣莽菧著荓菊菌菜𦰶𦵫𦳕䔫蓱蓳蔖𧏊蕤𦼬䕝䕡𦾱𧃒䕫虐虜虧虩蚩\
            蚈蜎蛢蝹蜨蝫螆䗗蟡蠁䗹衠衣𧙧裗裞䘵裺㒻𧢮𧥦䚾䛇誠諭變豕𧲨貫賁贛起𧼯𠠄跋趼跰𠣞軔輸\
            𨗒𨗭邔郱鄑𨜮鄛鈸鋗鋘鉼鏹鐕𨯺開䦕閷𨵷䧦雃嶲霣𩅅𩈚䩮䩶韠𩐊䪲𩒖頋頋頩𩖶飢䬳餩馧駂駾\
            䯎𩬰鬒鱀鳽䳎䳭鵧𪃎䳸𪄅𪈎𪊑麻䵖黹黾鼅鼏鼖鼻𪘀
            """
        ),
    ]
}
