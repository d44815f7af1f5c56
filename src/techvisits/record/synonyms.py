"""What readers call topics and offices besides their labels, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from techvisits.record.offices import AGENCY, HEAD_OF_GOVERNMENT, HEAD_OF_STATE, LOCAL, MINISTER, PARLIAMENT

CHIPS: Final = ("semiconductor", "chips", "chipmaker", "半導体", "반도체", "칩")
TOPICS: Final[Mapping[str, tuple[str, ...]]] = {
    "ai-chips": (*CHIPS, "artificial intelligence", "GPU", "accelerator", "人工知能", "人工知能半導体", "인공지능"),
    "ai-models": ("artificial intelligence", "generative AI", "LLM", "chatbot", "ChatGPT", "人工知能", "生成AI", "인공지능", "생성형 AI", "챗봇"),
    "ai-policy": ("artificial intelligence", "AI regulation", "AI ethics", "人工知能", "AI規制", "인공지능", "AI 규제"),
    "autonomous-driving": ("autonomous", "driverless", "robotaxi", "自動運転車", "자율주행차"),
    "batteries": ("battery", "EV battery", "蓄電池", "バッテリー", "이차전지"),
    "chip-manufacturing": (*CHIPS, "foundry", "fab", "lithography", "ファウンドリー", "파운드리", "노광"),
    "cloud": ("SaaS", "enterprise software", "クラウドサービス", "클라우드 서비스"),
    "content": ("OTT", "video streaming", "K-pop", "drama", "film", "動画配信", "ドラマ", "映画", "동영상", "드라마", "영화"),
    "cybersecurity": ("cyber security", "infosec", "サイバー攻撃", "情報セキュリティ", "정보보안", "해킹"),
    "data-centres": ("data center", "datacenter", "datacentre", "データ・センター", "데이터 센터"),
    "defence-and-space": ("defense", "military", "satellite", "rocket", "宇宙開発", "衛星", "軍事", "국방", "위성", "로켓"),
    "devices": ("smartphone", "phone", "mobile", "tablet", "personal computer", "スマホ", "パソコン", "휴대폰", "스마트폰"),
    "displays": ("OLED", "LCD", "screen", "液晶", "有機EL", "액정"),
    "education-and-skills": ("school", "training", "coding", "学校", "教育", "코딩", "교육"),
    "electric-vehicles": ("EV", "electric car", "automotive", "EV車", "電気自動車", "電動車", "전기차", "자동차"),
    "energy": ("solar", "nuclear", "climate", "renewable", "太陽光", "原子力", "気候", "태양광", "원자력", "기후"),
    "fintech-crypto": ("cryptocurrency", "blockchain", "bitcoin", "payments", "仮想通貨", "暗号通貨", "ブロックチェーン", "決済", "암호화폐", "블록체인", "비트코인", "결제"),
    "games": ("gaming", "video game", "esports", "e-sports", "ビデオゲーム", "게임"),
    "health": ("healthcare", "medicine", "vaccine", "global health", "医療", "ワクチン", "의료", "백신"),
    "internet-services": ("e-commerce", "ecommerce", "online shopping", "social media", "SNS", "通販", "ネット通販", "온라인 쇼핑", "소셜미디어"),
    "investment": ("venture capital", "fund", "M&A", "partnership", "出資", "ファンド", "펀드", "벤처캐피털"),
    "memory-chips": (*CHIPS, "memory", "HBM", "DRAM", "NAND", "メモリ", "메모리", "D램"),
    "mobility-travel": ("ride-hailing", "taxi", "tourism", "home sharing", "配車", "民泊", "観光", "택시", "관광", "숙박"),
    "platform-regulation": ("antitrust", "app store", "privacy", "content moderation", "独占禁止", "個人情報", "규제", "독점", "인앱결제"),
    "processors": (*CHIPS, "CPU", "server", "quantum computing", "スーパーコンピューター", "量子", "양자", "서버"),
    "robotics": ("robot", "humanoid", "automation", "factory", "ロボット", "工場", "로봇", "공장"),
    "startups": ("startup", "start-up", "entrepreneur", "founder", "ベンチャー", "起業家", "창업", "벤처"),
    "telecom-networks": ("5G", "6G", "telecommunications", "mobile network", "broadband", "携帯", "電気通信", "이동통신", "통신망"),
    "trade": ("supply chain", "export controls", "tariff", "輸出規制", "関税", "供給網", "수출", "관세", "공급망"),
    "xr": ("VR", "AR", "virtual reality", "augmented reality", "mixed reality", "headset", "仮想現実", "拡張現実", "ヘッドセット", "가상현실", "증강현실", "헤드셋"),
}  # fmt: skip
OFFICES: Final[Mapping[str, tuple[str, ...]]] = {
    HEAD_OF_GOVERNMENT: ("prime minister", "premier", "head of government", "首相", "総理", "総理大臣", "内閣総理大臣", "총리", "국무총리", "수상"),
    HEAD_OF_STATE: ("president", "head of state", "大統領", "国家元首", "대통령", "국가원수"),
    MINISTER: ("minister", "cabinet minister", "大臣", "閣僚", "장관"),
    PARLIAMENT: ("parliament", "lawmaker", "member of parliament", "congress", "国会", "議会", "議員", "국회", "의원"),
    AGENCY: ("government agency", "ministry official", "省庁", "官庁", "政府", "정부", "부처"),
    LOCAL: ("local government", "mayor", "governor", "自治体", "市長", "知事", "区長", "지자체", "시장", "도지사", "구청장"),
}  # fmt: skip
"""Each begins with what the office is called in English; its words are those of whoever holds it."""

HONORIFICS: Final = frozenset(
    (
        "氏",
        "サン",
        "サマ",
        "様",
        "殿",
        "ト",
        "ノ",
        "ガ",
        "ハ",
        "ヲ",
        "ニ",
        "ヘ",
        "モ",
        "와",
        "과",
        "의",
        "이",
        "가",
        "은",
        "는",
        "을",
        "를",
        "씨",
        "님",
        "및",
    )
)
"""What stands between or after names without a space, hiragana as katakana."""
